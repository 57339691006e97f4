package dev.hexad.cloud.aws;

import dev.hexad.cloud.provider.CloudResource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;

/** Clusters, services, and the task definitions that services use; there may be any number more. */
final class EcsReader implements ServiceReader {
  private static final int SERVICES_AT_ONCE = 10;

  @Override
  public String service() {
    return "ecs";
  }

  @Override
  public List<String> permissions() {
    return List.of(
        "ecs:DescribeClusters",
        "ecs:DescribeServices",
        "ecs:DescribeTaskDefinition",
        "ecs:ListClusters",
        "ecs:ListServices");
  }

  @Override
  public void read(AwsRegion aws, Consumer<CloudResource> found) {
    EcsClient ecs = aws.client(EcsClient.class, EcsClient::builder);
    List<String> clusters = ecs.listClustersPaginator().clusterArns().stream().toList();
    for (String arn : clusters) {
      ecs.describeClusters(r -> r.clusters(arn).include(ClusterField.TAGS, ClusterField.SETTINGS))
          .clusters()
          .forEach(cluster -> found.accept(cluster(aws, cluster)));
      var some = new ArrayList<String>();
      ecs.listServicesPaginator(r -> r.cluster(arn))
          .serviceArns()
          .forEach(service -> {
            some.add(service);
            if (some.size() == SERVICES_AT_ONCE) {
              services(aws, ecs, arn, some, found);
              some.clear();
            }
          });
      services(aws, ecs, arn, some, found);
    }
  }

  private static CloudResource cluster(AwsRegion aws, Cluster cluster) {
    return Draft.of("ecs.cluster", cluster.clusterArn(), cluster)
        .without(
            "RunningTasksCount",
            "PendingTasksCount",
            "Statistics",
            "RegisteredContainerInstancesCount")
        .in(aws)
        .name(cluster.clusterName())
        .state(cluster.status())
        .tags(cluster.tags(), Tag::key, Tag::value)
        .done();
  }

  private static void services(
      AwsRegion aws,
      EcsClient ecs,
      String cluster,
      List<String> arns,
      Consumer<CloudResource> found) {
    if (arns.isEmpty()) {
      return;
    }
    ecs.describeServices(r -> r.cluster(cluster).services(arns).include(ServiceField.TAGS))
        .services()
        .forEach(service -> {
          found.accept(service(aws, service));
          definition(aws, ecs, service, found);
        });
  }

  private static CloudResource service(AwsRegion aws, Service service) {
    return Draft.of("ecs.service", service.serviceArn(), service)
        .without("Events", "Deployments", "TaskSets", "RunningCount", "PendingCount")
        .in(aws)
        .name(service.serviceName())
        .state(service.status())
        .created(service.createdAt())
        .tags(service.tags(), Tag::key, Tag::value)
        .link("in", "ecs.cluster", service.clusterArn())
        .link("runs", "ecs.task-definition", service.taskDefinition())
        .done();
  }

  private static void definition(
      AwsRegion aws, EcsClient ecs, Service service, Consumer<CloudResource> found) {
    String name = service.taskDefinition();
    if (name == null || name.isBlank()) {
      return;
    }
    var answer =
        Failures.orNull(() ->
            ecs.describeTaskDefinition(
                r -> r.taskDefinition(name).include(TaskDefinitionField.TAGS)));
    if (answer != null) {
      var definition = answer.taskDefinition();
      found.accept(
          Draft.of("ecs.task-definition", definition.taskDefinitionArn(), definition)
              .in(aws)
              .name(definition.family() + ":" + definition.revision())
              .state(definition.statusAsString())
              .created(definition.registeredAt())
              .tags(answer.tags(), Tag::key, Tag::value)
              .done());
    }
  }
}
