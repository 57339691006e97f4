package dev.hexad.finops.saving;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The act of the Cloud agent that a saving is made by.
 *
 * @param action of its catalogue
 * @param q which resource
 */
record CloudAct(String action, Map<String, String> parameters, String q) {
  /** What bills call things of EC2, as an id or at the end of an ARN. */
  private static final Pattern EC2 =
      Pattern.compile("(?:arn:aws[a-z-]*:ec2:[a-z0-9:/-]*/)?((eipalloc|snap|vol|nat)-[0-9a-f]+)");

  private static final Pattern BALANCER =
      Pattern.compile(
          "arn:aws[a-z-]*:elasticloadbalancing:[^\"\\\\]*:loadbalancer/(app|net|gwy)/[^\"\\\\]+");

  private static final Pattern DATABASE_SNAPSHOT =
      Pattern.compile("arn:aws[a-z-]*:rds:[^\"\\\\]*:snapshot:[^\"\\\\]+");

  private static final Pattern GOOGLE_ADDRESS =
      Pattern.compile("//compute\\.googleapis\\.com/[^\"\\\\]*/addresses/[^\"\\\\]+");

  private static final Pattern AZURE_ADDRESS =
      Pattern.compile("/subscriptions/[^\"\\\\]*/microsoft\\.network/publicipaddresses/[^\"\\\\]+");

  CloudAct {
    parameters = Map.copyOf(parameters);
  }

  /** For a machine; AWS is what the catalogue has. */
  static CloudAct of(MachineUse use, Rightsizing.Proposal proposal) {
    return new CloudAct(
        proposal.size().isEmpty() ? "stop" : "resize",
        proposal.size().isEmpty() ? Map.of() : Map.of("instanceType", proposal.size()),
        "type = aws.ec2.instance and id = \"" + use.resource() + "\"");
  }

  /** For what the bill gave away; null where the name in the bill leads to no resource. */
  static @Nullable CloudAct of(Rule rule, String resource) {
    return switch (rule) {
      case IDLE_ADDRESS -> address(resource);
      case OLD_SNAPSHOT ->
          DATABASE_SNAPSHOT.matcher(resource).matches()
              ? on("delete-db-snapshot", "aws.rds.snapshot", resource, Map.of())
              : ec2("snap", "delete-snapshot", "aws.ec2.snapshot", resource, Map.of());
      case OLD_VOLUME_TYPE ->
          ec2("vol", "set-volume-type", "aws.ec2.volume", resource, Map.of("volumeType", "gp3"));
      case IDLE_LOAD_BALANCER ->
          BALANCER.matcher(resource).matches()
              ? on("delete-load-balancer", "aws.elbv2.load-balancer", resource, Map.of())
              : null;
      case IDLE_NAT_GATEWAY ->
          ec2("nat", "delete-nat-gateway", "aws.ec2.nat-gateway", resource, Map.of());
    };
  }

  private static @Nullable CloudAct address(String resource) {
    String lower = resource.toLowerCase(Locale.ROOT);
    if (GOOGLE_ADDRESS.matcher(resource).matches()) {
      return on("delete", "gcp.compute.address", resource, Map.of());
    }
    if (AZURE_ADDRESS.matcher(lower).matches()) {
      return on("delete", "azure.network.publicipaddress", lower, Map.of());
    }
    return ec2("eipalloc", "release-address", "aws.ec2.address", resource, Map.of());
  }

  private static @Nullable CloudAct ec2(
      String kind, String action, String type, String resource, Map<String, String> parameters) {
    Matcher name = EC2.matcher(resource);
    return name.matches() && name.group(2).equals(kind)
        ? on(action, type, name.group(1), parameters)
        : null;
  }

  /** On one resource of the Cloud agent. */
  static CloudAct on(String action, String type, String id, Map<String, String> parameters) {
    return new CloudAct(action, parameters, "type = " + type + " and id = \"" + id + "\"");
  }
}
