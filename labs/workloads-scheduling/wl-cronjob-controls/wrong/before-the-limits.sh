# Rung before the limits were set: that run has none of them.
kubectl create cronjob __JOB__ -n __NS__ --image=busybox:1.37 --schedule='*/__EVERY__ * * * *' --restart=Never -- sh -c 'date; echo ding'
kubectl create job -n __NS__ __JOB__-now --from=cronjob/__JOB__
kubectl patch cronjob __JOB__ -n __NS__ --type=json -p '[
  {"op":"replace","path":"/spec/jobTemplate/spec/template/spec/containers/0/name","value":"ringer"},
  {"op":"add","path":"/spec/jobTemplate/spec/activeDeadlineSeconds","value":__DEADLINE__},
  {"op":"add","path":"/spec/jobTemplate/spec/backoffLimit","value":__RETRIES__}]'
kubectl patch cronjob __JOB__ -n __NS__ -p '{"spec":{"concurrencyPolicy":"Forbid","successfulJobsHistoryLimit":__KEPT__}}'
