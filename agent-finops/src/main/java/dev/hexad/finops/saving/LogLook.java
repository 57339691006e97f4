package dev.hexad.finops.saving;

import dev.hexad.agent.enrolment.OtherAgents;
import dev.hexad.agent.enrolment.OtherAgents.CloudResource;
import dev.hexad.finops.settings.FinopsSettings;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Finds log groups of functions and databases that are there no more. Where none of the kind is
 * known in an account and region, nothing is said: perhaps they may not be read.
 */
@Component
class LogLook implements Look {
  private static final Map<Pattern, String> OWNERS =
      Map.of(
          Pattern.compile("/aws/lambda/([^/]+)"), "aws.lambda.function",
          Pattern.compile("/aws/rds/instance/([^/]+)/.+"), "aws.rds.instance",
          Pattern.compile("/aws/eks/([^/]+)/cluster"), "aws.eks.cluster");

  private final OtherAgents agents;

  LogLook(OtherAgents agents) {
    this.agents = agents;
  }

  @Override
  public String topic() {
    return "logs";
  }

  @Override
  public String asked() {
    return "Cloud";
  }

  @Override
  public boolean wanted(FinopsSettings settings) {
    return true;
  }

  private record Place(String type, String account, String region) {}

  /** Of what a log group is by its name. */
  private record Owner(String type, String name) {
    static Optional<Owner> of(String group) {
      return OWNERS.entrySet().stream()
          .map(owner -> {
            Matcher name = owner.getKey().matcher(group);
            return name.matches()
                ? Optional.of(new Owner(owner.getValue(), name.group(1)))
                : Optional.<Owner>empty();
          })
          .flatMap(Optional::stream)
          .findFirst();
    }
  }

  @Override
  public Seen look(FinopsSettings settings) throws IOException, InterruptedException {
    var names = new HashMap<Place, Set<String>>();
    for (String type : OWNERS.values()) {
      for (CloudResource one : agents.resources("type = " + type)) {
        names
            .computeIfAbsent(new Place(type, one.account(), one.region()), p -> new HashSet<>())
            .add(one.name());
      }
    }
    List<CloudResource> groups = agents.resources("type = aws.logs.group");
    List<Leftover> orphans =
        groups.stream()
            .flatMap(group ->
                Owner.of(group.name()).filter(owner -> gone(owner, group, names)).stream()
                    .map(owner -> leftover(group, owner)))
            .toList();
    return new Seen(orphans, groups.size(), null);
  }

  private static boolean gone(Owner owner, CloudResource group, Map<Place, Set<String>> names) {
    Set<String> known = names.get(new Place(owner.type(), group.account(), group.region()));
    return known != null && !known.contains(owner.name());
  }

  private static Leftover leftover(CloudResource group, Owner owner) {
    return new Leftover(
        Advice.ORPHANED_LOGS,
        group.id().replaceFirst(":\\*$", ""),
        "the %s '%s' that wrote these logs is not there any more"
            .formatted(owner.type().replaceFirst("^.*\\.", ""), owner.name()),
        CloudAct.on("delete-log-group", group.type(), group.id(), Map.of()));
  }
}
