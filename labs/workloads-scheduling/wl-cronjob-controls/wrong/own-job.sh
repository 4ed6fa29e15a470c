# A Job of its own, without the limits.
kubectl apply -f - <<'END'
apiVersion: batch/v1
kind: CronJob
metadata:
  name: __JOB__
  namespace: __NS__
spec:
  schedule: "*/__EVERY__ * * * *"
  concurrencyPolicy: Forbid
  successfulJobsHistoryLimit: __KEPT__
  failedJobsHistoryLimit: 1
  jobTemplate:
    spec:
      activeDeadlineSeconds: __DEADLINE__
      backoffLimit: __RETRIES__
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: ringer
              image: busybox:1.37
              command: [sh, -c, "date; echo ding"]
END
kubectl create job -n __NS__ __JOB__-now --image=busybox:1.37 -- sh -c "date; echo ding"
kubectl wait job -n __NS__ __JOB__-now --for=condition=Complete --timeout=90s
