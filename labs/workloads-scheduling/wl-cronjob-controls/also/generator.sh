# The generator and patches afterwards.
kubectl create cronjob __JOB__ -n __NS__ --image=busybox:1.37 --schedule='*/__EVERY__ * * * *' --restart=Never --dry-run=client -o yaml -- /bin/sh -c 'date; echo ding' > cronjob.yaml
# The generator calls the container like the CronJob.
awk '/image: busybox/ {seen=1} seen && /name: __JOB__$/ {sub("__JOB__", "ringer"); seen=0} {print}' cronjob.yaml > changed.yaml
kubectl create -f changed.yaml
kubectl patch cronjob __JOB__ -n __NS__ --type=merge -p '{"spec":{"concurrencyPolicy":"Forbid","successfulJobsHistoryLimit":__KEPT__,"failedJobsHistoryLimit":1,"jobTemplate":{"spec":{"activeDeadlineSeconds":__DEADLINE__,"backoffLimit":__RETRIES__}}}}'
kubectl create job -n __NS__ __JOB__-now --from=cronjob/__JOB__
