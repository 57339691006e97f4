package dev.hexad.testkit.cluster;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Runs the pods of jobs, one after the other, until enough have succeeded or too many failed. */
final class JobController extends Controller {
  private static final String LABEL = "batch.kubernetes.io/controller-uid";

  JobController(ResourceStore store, ObjectCalls objects) {
    super(store, objects, new ApiPath("batch", "v1", "", "jobs", "", ""));
  }

  private static boolean ended(ObjectNode job) {
    return job.at("/status/conditions")
        .valueStream()
        .anyMatch(c -> List.of("Complete", "Failed").contains(c.path("type").asString("")));
  }

  @Override
  void reconcile(ObjectNode job) {
    if (ended(job)) {
      return;
    }
    String uid = text(job, "/metadata/uid");
    if (job.at("/spec/selector").isMissingNode()) {
      change(job, now -> now.withObject("/spec/selector/matchLabels").put(LABEL, uid));
      return;
    }
    List<ObjectNode> pods = owned(pods(text(job, "/metadata/namespace")), job);
    int succeeded = count(pods, "Succeeded");
    int failed = count(pods, "Failed");
    int active = pods.size() - succeeded - failed;
    boolean complete = succeeded >= job.at("/spec/completions").asInt(1);
    boolean broken = failed > job.at("/spec/backoffLimit").asInt(6);
    if (!complete && !broken && active == 0) {
      pod(job, job.at("/spec/template"), LABEL, uid);
      active = 1;
    }
    ObjectNode status = ResourceStore.object();
    status.put("active", active).put("succeeded", succeeded).put("failed", failed);
    if (complete) {
      status
          .withArray("/conditions")
          .addObject()
          .put("type", "Complete")
          .put("status", "True")
          .put("reason", "CompletionsReached");
    } else if (broken) {
      status
          .withArray("/conditions")
          .addObject()
          .put("type", "Failed")
          .put("status", "True")
          .put("reason", "BackoffLimitExceeded")
          .put("message", "Job has reached the specified backoff limit");
    }
    if (!status.equals(job.path("status"))) {
      change(job, now -> now.set("status", status));
    }
  }

  private static int count(List<ObjectNode> pods, String phase) {
    return (int) pods.stream().filter(pod -> text(pod, "/status/phase").equals(phase)).count();
  }

  private void change(ObjectNode job, java.util.function.Consumer<ObjectNode> change) {
    var path =
        new ApiPath(
            "batch",
            "v1",
            text(job, "/metadata/namespace"),
            "jobs",
            text(job, "/metadata/name"),
            "");
    store.update(
        path,
        null,
        now -> {
          if (now.at("/metadata/uid").equals(job.at("/metadata/uid"))) {
            change.accept(now);
          }
          return now;
        });
  }
}
