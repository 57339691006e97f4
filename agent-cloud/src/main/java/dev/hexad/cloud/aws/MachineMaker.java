package dev.hexad.cloud.aws;

import dev.hexad.cloud.provider.ActionTarget;
import dev.hexad.cloud.provider.Outcome;
import dev.hexad.cloud.provider.TemplateActions.Found;
import dev.hexad.cloud.provider.TemplateActions.Maker;
import dev.hexad.cloud.provider.TemplateActions.Stage;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** Makes machines in a subnet, by a launch template or by an image. */
final class MachineMaker implements Maker<AwsRegion, MachineMaker.Machine> {
  /** How a machine is made; the version is the default one when absent. */
  record Machine(
      @Nullable String launchTemplate,
      @Nullable String version,
      @Nullable String image,
      @Nullable String instanceType) {
    private @Nullable LaunchTemplateSpecification launch() {
      String template = launchTemplate;
      if (template == null) {
        return null;
      }
      var launch =
          LaunchTemplateSpecification.builder().version(version == null ? "$Default" : version);
      return (template.startsWith("lt-")
              ? launch.launchTemplateId(template)
              : launch.launchTemplateName(template))
          .build();
    }
  }

  @Override
  public String makes() {
    return "aws.ec2.instance";
  }

  @Override
  public String on() {
    return "aws.ec2.subnet";
  }

  @Override
  public Class<Machine> settings() {
    return Machine.class;
  }

  @Override
  public List<String> permissions() {
    return List.of(
        "ec2:CreateTags", "ec2:DescribeInstances", "ec2:RunInstances", "ec2:TerminateInstances");
  }

  @Override
  public Optional<Found> find(AwsRegion aws, ActionTarget target, String name, String place) {
    return ec2(aws)
        .describeInstances(
            r -> r.filters(Created.filter(name), Created.filter(Created.TAG_OF, target.id())))
        .reservations()
        .stream()
        .flatMap(reservation -> reservation.instances().stream())
        .map(MachineMaker::found)
        .min(Comparator.comparing(Found::stage));
  }

  private static Found found(Instance instance) {
    return new Found(
        instance.instanceId(),
        switch (instance.state().name()) {
          case PENDING -> Stage.COMING;
          case SHUTTING_DOWN -> Stage.GOING;
          case TERMINATED -> Stage.GONE;
          case RUNNING, STOPPING, STOPPED, UNKNOWN_TO_SDK_VERSION -> Stage.THERE;
        });
  }

  @Override
  public Outcome make(AwsRegion aws, ActionTarget target, String name, Machine settings) {
    ec2(aws)
        .runInstances(r ->
            r.minCount(1)
                .maxCount(1)
                .clientToken(Created.token(target, name))
                .subnetId(target.id())
                .launchTemplate(settings.launch())
                .imageId(settings.image())
                .instanceType(settings.instanceType())
                .tagSpecifications(Created.tags(ResourceType.INSTANCE, target, name)));
    return Outcome.WORKING;
  }

  @Override
  public Outcome remove(AwsRegion aws, ActionTarget target, Found found, String place) {
    ec2(aws).terminateInstances(r -> r.instanceIds(found.id()));
    return Outcome.WORKING;
  }

  private static Ec2Client ec2(AwsRegion aws) {
    return aws.client(Ec2Client.class, Ec2Client::builder);
  }
}
