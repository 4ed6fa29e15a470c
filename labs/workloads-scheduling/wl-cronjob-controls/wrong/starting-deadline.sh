# How late a run may begin is not how long it may take.
kubectl apply -f - <<'END'
apiVersion: batch/v1
kind: CronJob
metadata:
  name: __JOB__
  namespace: __NS__
spec:
  schedule: "*/__EVERY__ * * * *"
  concurrencyPolicy: Forbid
  startingDeadlineSeconds: __DEADLINE__
  successfulJobsHistoryLimit: __KEPT__
  failedJobsHistoryLimit: 1
  jobTemplate:
    spec:
      backoffLimit: __RETRIES__
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: ringer
              image: busybox:1.37
              command: [sh, -c, "date; echo ding"]
END
kubectl create job -n __NS__ __JOB__-now --from=cronjob/__JOB__
kubectl wait job -n __NS__ __JOB__-now --for=condition=Complete --timeout=90s
