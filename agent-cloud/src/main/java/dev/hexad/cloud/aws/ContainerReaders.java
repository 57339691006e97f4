package dev.hexad.cloud.aws;

import dev.hexad.cloud.provider.CloudResource;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Cluster;

/** Image repositories and Kubernetes clusters. */
final class ContainerReaders {
  private ContainerReaders() {}

  /** Image repositories. */
  static final class Ecr implements ServiceReader {
    @Override
    public String service() {
      return "ecr";
    }

    @Override
    public List<String> permissions() {
      return List.of("ecr:DescribeRepositories", "ecr:ListTagsForResource");
    }

    @Override
    public void read(AwsRegion aws, Consumer<CloudResource> found) {
      EcrClient ecr = aws.client(EcrClient.class, EcrClient::builder);
      ecr.describeRepositoriesPaginator().repositories().stream()
          .map(repository -> repository(aws, ecr, repository))
          .forEach(found);
    }

    private static CloudResource repository(AwsRegion aws, EcrClient ecr, Repository repository) {
      String arn = repository.repositoryArn();
      return Draft.of("ecr.repository", arn, repository)
          .in(aws)
          .name(repository.repositoryName())
          .created(repository.createdAt())
          .tags(
              ecr.listTagsForResource(r -> r.resourceArn(arn)).tags(), t -> t.key(), t -> t.value())
          .done();
    }
  }

  /** Kubernetes clusters. */
  static final class Eks implements ServiceReader {
    @Override
    public String service() {
      return "eks";
    }

    @Override
    public List<String> permissions() {
      return List.of("eks:DescribeCluster", "eks:ListClusters");
    }

    @Override
    public void read(AwsRegion aws, Consumer<CloudResource> found) {
      EksClient eks = aws.client(EksClient.class, EksClient::builder);
      eks.listClustersPaginator()
          .clusters()
          .forEach(name -> {
            var answer = Failures.orNull(() -> eks.describeCluster(r -> r.name(name)));
            if (answer != null) {
              found.accept(cluster(aws, answer.cluster()));
            }
          });
    }

    private static CloudResource cluster(AwsRegion aws, Cluster cluster) {
      var draft =
          Draft.of("eks.cluster", cluster.arn(), cluster)
              .in(aws)
              .name(cluster.name())
              .state(cluster.statusAsString())
              .created(cluster.createdAt())
              .tags(cluster.tags());
      if (cluster.resourcesVpcConfig() != null) {
        draft.link("in", "ec2.vpc", cluster.resourcesVpcConfig().vpcId());
      }
      return draft.done();
    }
  }
}
