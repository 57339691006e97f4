package dev.hexad.cd.target.ecs;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One service of a cluster, asked and changed; what AWS refuses is said in its own words. */
record EcsService(EcsClusters.Access access, String name) {
  /** What updating a service does not take. */
  private static final List<String> CREATE_ONLY =
      List.of("launchType", "schedulingStrategy", "role", "deploymentController", "tags");

  private static final int TASKS = 10;

  /** The service as it is; empty when there is none or it was deleted. */
  Optional<Service> find() {
    return call(() ->
            access
                .ecs()
                .describeServices(
                    r -> r.cluster(access.cluster()).services(name).include(ServiceField.TAGS)))
        .services()
        .stream()
        .filter(service -> !"INACTIVE".equals(service.status()))
        .findFirst();
  }

  DescribeTaskDefinitionResponse taskDefinition(String arn) {
    return call(() ->
        access
            .ecs()
            .describeTaskDefinition(r -> r.taskDefinition(arn).include(TaskDefinitionField.TAGS)));
  }

  /** Registers a revision of a task definition; gives its ARN. */
  String register(JsonNode taskDefinition, List<Tag> tags) {
    var request =
        SdkJson.read(RegisterTaskDefinitionRequest.builder(), taskDefinition, "task definition");
    request.tags(join(request.build().tags(), tags));
    return call(() -> access.ecs().registerTaskDefinition(request.build()))
        .taskDefinition()
        .taskDefinitionArn();
  }

  private static List<Tag> join(List<Tag> given, List<Tag> own) {
    return java.util.stream.Stream.concat(given.stream(), own.stream()).toList();
  }

  void create(JsonNode service, String taskDefinition, List<Tag> tags) {
    var request = SdkJson.read(CreateServiceRequest.builder(), service, "service");
    request
        .cluster(access.cluster())
        .serviceName(name)
        .taskDefinition(taskDefinition)
        .tags(join(request.build().tags(), tags));
    call(() -> access.ecs().createService(request.build()));
  }

  void update(JsonNode service, String taskDefinition) {
    ObjectNode changeable = ((ObjectNode) service).deepCopy();
    changeable.remove(CREATE_ONLY);
    var request = SdkJson.read(UpdateServiceRequest.builder(), changeable, "service");
    request.cluster(access.cluster()).service(name).taskDefinition(taskDefinition);
    call(() -> access.ecs().updateService(request.build()));
  }

  void tag(String arn, List<Tag> tags) {
    call(() -> access.ecs().tagResource(r -> r.resourceArn(arn).tags(tags)));
  }

  void scale(int tasks) {
    call(() ->
        access
            .ecs()
            .updateService(r -> r.cluster(access.cluster()).service(name).desiredCount(tasks)));
  }

  void delete() {
    call(() ->
        access.ecs().deleteService(r -> r.cluster(access.cluster()).service(name).force(true)));
  }

  /** Tasks that run, or those that were stopped lately. */
  List<Task> tasks(DesiredStatus status) {
    List<String> arns =
        call(() ->
                access
                    .ecs()
                    .listTasks(r ->
                        r.cluster(access.cluster())
                            .serviceName(name)
                            .desiredStatus(status)
                            .maxResults(TASKS)))
            .taskArns();
    return arns.isEmpty()
        ? List.of()
        : call(() -> access.ecs().describeTasks(r -> r.cluster(access.cluster()).tasks(arns)))
            .tasks();
  }

  private <T> T call(Supplier<T> request) {
    try {
      return request.get();
    } catch (ClusterNotFoundException e) {
      throw new HexadException(
          ProblemType.INVALID, "There is no ECS cluster '" + access.cluster() + "'.", e);
    } catch (AwsServiceException e) {
      String said =
          e.awsErrorDetails() == null ? e.getMessage() : e.awsErrorDetails().errorMessage();
      ProblemType type =
          e.statusCode() == 401 || e.statusCode() == 403
              ? ProblemType.FORBIDDEN
              : e.isThrottlingException()
                  ? ProblemType.RATE_LIMITED
                  : e instanceof ClientException || e.statusCode() / 100 == 4
                      ? ProblemType.INVALID
                      : ProblemType.UPSTREAM_FAILED;
      throw new HexadException(type, "ECS refuses it: " + said, e);
    } catch (SdkClientException e) {
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED, "ECS does not answer: " + e.getMessage(), e);
    }
  }
}
