package dev.hexad.cd.target.ecs;

import dev.hexad.cd.target.Health;
import dev.hexad.cd.target.Observation;
import dev.hexad.cd.target.Observation.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;
import software.amazon.awssdk.services.ecs.model.Task;

/** The states of ECS in the words that all targets share. */
final class EcsHealth {
  private EcsHealth() {}

  static Observation of(EcsService place) {
    Optional<Service> found = place.find();
    if (found.isEmpty()) {
      return new Observation(
          Health.MISSING, "The service " + place.name() + " is not there.", List.of());
    }
    Service service = found.get();
    List<Resource> resources = new ArrayList<>();
    Health health = health(service);
    String message = "%d of %d tasks run".formatted(service.runningCount(), service.desiredCount());
    resources.add(
        new Resource(service.serviceArn(), null, "Service", place.name(), health, message));
    for (Task task : place.tasks(DesiredStatus.RUNNING)) {
      resources.add(
          new Resource(
              task.taskArn(),
              service.serviceArn(),
              "Task",
              last(task.taskArn()),
              health(task),
              String.valueOf(task.lastStatus())));
    }
    return new Observation(
        health, health == Health.HEALTHY ? "" : cause(place, service, message), resources);
  }

  private static Health health(Service service) {
    if ("DRAINING".equals(service.status())) {
      return Health.PROGRESSING;
    }
    Optional<Deployment> primary =
        service.deployments().stream().filter(d -> "PRIMARY".equals(d.status())).findFirst();
    DeploymentRolloutState rollout =
        primary.map(Deployment::rolloutState).orElse(DeploymentRolloutState.COMPLETED);
    return switch (rollout) {
      case FAILED -> Health.DEGRADED;
      case IN_PROGRESS -> Health.PROGRESSING;
      case COMPLETED, UNKNOWN_TO_SDK_VERSION ->
          service.runningCount() >= service.desiredCount() ? Health.HEALTHY : Health.PROGRESSING;
    };
  }

  private static Health health(Task task) {
    if (task.healthStatus() == HealthStatus.UNHEALTHY) {
      return Health.DEGRADED;
    }
    return "RUNNING".equals(task.lastStatus()) ? Health.HEALTHY : Health.PROGRESSING;
  }

  private static String cause(EcsService place, Service service, String message) {
    String rollout =
        service.deployments().stream()
            .filter(d -> d.rolloutState() == DeploymentRolloutState.FAILED)
            .map(Deployment::rolloutStateReason)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(message);
    String event = service.events().stream().map(ServiceEvent::message).findFirst().orElse("");
    String ended = ended(place);
    return Stream.of(rollout, event.isEmpty() ? "" : "Event: " + event, ended)
        .filter(text -> !text.isEmpty())
        .reduce((a, b) -> a.replaceFirst("\\.?$", ". ") + b)
        .orElse(message);
  }

  /** Why tasks were stopped last, one line each. */
  static String ended(EcsService place) {
    return place.tasks(DesiredStatus.STOPPED).stream()
        .map(task -> "Task " + last(task.taskArn()) + ": " + reason(task))
        .limit(5)
        .reduce((a, b) -> a + "\n" + b)
        .orElse("");
  }

  private static String reason(Task task) {
    String container =
        task.containers().stream()
            .filter(one -> one.exitCode() == null || one.exitCode() != 0)
            .map(EcsHealth::reason)
            .findFirst()
            .orElse("");
    String stopped = task.stoppedReason() == null ? "stopped" : task.stoppedReason();
    return container.isEmpty() ? stopped : stopped + "; " + container;
  }

  private static String reason(Container container) {
    return "container %s: %s"
        .formatted(
            container.name(),
            container.reason() != null
                ? container.reason()
                : container.exitCode() == null
                    ? "no exit code"
                    : "exit code " + container.exitCode());
  }

  private static String last(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }
}
