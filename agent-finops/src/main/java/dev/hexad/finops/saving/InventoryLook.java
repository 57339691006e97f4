package dev.hexad.finops.saving;

import dev.hexad.agent.enrolment.OtherAgents;
import dev.hexad.agent.enrolment.OtherAgents.CloudResource;
import dev.hexad.finops.settings.FinopsSettings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds what the Cloud agent's inventory shows to be of no use: disks that nothing is attached to,
 * what stopped machines and databases go on to cost, and images that no machine is made of.
 */
@Component
class InventoryLook implements Look {
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration OLD = Duration.ofDays(90);

  /** Each takes questions of its own. */
  private static final int MOST = 100;

  private final OtherAgents agents;
  private final Clock clock;

  InventoryLook(OtherAgents agents, Clock clock) {
    this.agents = agents;
    this.clock = clock;
  }

  @Override
  public String topic() {
    return "inventory";
  }

  @Override
  public String asked() {
    return "Cloud";
  }

  @Override
  public boolean wanted(FinopsSettings settings) {
    return true;
  }

  /** What is found, and what was too much to look at. */
  private record Finds(List<Leftover> leftovers, List<String> problems) {
    Finds() {
      this(new ArrayList<>(), new ArrayList<>());
    }

    void add(String rule, String resource, String evidence, @Nullable CloudAct act) {
      leftovers.add(new Leftover(rule, resource, evidence, act));
    }

    List<CloudResource> first(List<CloudResource> all, String what) {
      if (all.size() > MOST) {
        problems.add("only %d of %d %s are looked at".formatted(MOST, all.size(), what));
      }
      return all.subList(0, Math.min(MOST, all.size()));
    }
  }

  @Override
  public Seen look(FinopsSettings settings) throws IOException, InterruptedException {
    var finds = new Finds();
    disks(finds, "type = aws.ec2.volume and state = available", "delete-volume");
    disks(finds, "type = azure.compute.disk and raw.properties.diskState = Unattached", "delete");
    disks(finds, "type = gcp.compute.disk and not raw.users exists", "delete");
    stopped(finds, "type = aws.ec2.instance and state = stopped", "aws.ec2.volume", "snapshot");
    stopped(
        finds,
        "type = gcp.compute.instance and state = terminated",
        "gcp.compute.disk",
        "snapshot");
    stopped(
        finds,
        "type = azure.compute.virtualmachine and state = deallocated",
        "azure.compute.disk",
        null);
    stoppedDatabases(finds);
    images(finds);
    plainImages(
        finds,
        "gcp.compute.image",
        List.of("gcp.compute.disk", "gcp.compute.instance", "gcp.compute.instancetemplate"));
    plainImages(
        finds,
        "azure.compute.image",
        List.of("azure.compute.virtualmachine", "azure.compute.virtualmachinescaleset"));
    return new Seen(
        finds.leftovers(),
        finds.leftovers().size(),
        finds.problems().isEmpty() ? null : String.join("; ", finds.problems()));
  }

  private List<CloudResource> resources(String filter) throws IOException, InterruptedException {
    return agents.resources(filter).stream().filter(InventoryLook::named).toList();
  }

  /** What cannot be quoted in a filter is left alone. */
  private static boolean named(CloudResource one) {
    return !one.id().isEmpty() && one.id().chars().noneMatch(c -> c == '"' || c == '\\');
  }

  private Predicate<CloudResource> since(Duration span) {
    Instant before = clock.instant().minus(span);
    return one -> one.validFrom().isBefore(before);
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  private void disks(Finds finds, String filter, String action)
      throws IOException, InterruptedException {
    resources(filter).stream()
        .filter(since(WEEK))
        .forEach(disk ->
            finds.add(
                Advice.UNATTACHED_VOLUME,
                disk.id(),
                "nothing is attached to it since " + day(disk.validFrom()),
                CloudAct.on(action, disk.type(), disk.id(), Map.of())));
  }

  private void stopped(Finds finds, String filter, String disks, @Nullable String action)
      throws IOException, InterruptedException {
    List<CloudResource> machines = resources(filter).stream().filter(since(WEEK)).toList();
    for (CloudResource machine : finds.first(machines, "stopped machines")) {
      resources("type = " + disks + " and linked = \"" + machine.id() + "\"")
          .forEach(disk ->
              finds.add(
                  Advice.STOPPED_MACHINE,
                  disk.id(),
                  "%s, which it belongs to, is stopped since %s"
                      .formatted(machine.id(), day(machine.validFrom())),
                  action == null ? null : CloudAct.on(action, disk.type(), disk.id(), Map.of())));
    }
  }

  private void stoppedDatabases(Finds finds) throws IOException, InterruptedException {
    resources("type = aws.rds.instance and state = stopped")
        .forEach(database ->
            finds.add(
                Advice.STOPPED_DATABASE,
                database.id(),
                "it is stopped since "
                    + day(database.validFrom())
                    + ", and what it stores is paid on",
                null));
  }

  /** An image costs what its snapshots do. */
  private void images(Finds finds) throws IOException, InterruptedException {
    Instant before = clock.instant().minus(OLD);
    for (CloudResource image : finds.first(resources("type = aws.ec2.image"), "images")) {
      String linked = " and linked = \"" + image.id() + "\"";
      List<CloudResource> snapshots = resources("type = aws.ec2.snapshot" + linked);
      boolean old =
          snapshots.stream()
              .allMatch(one -> one.createdAt() != null && one.createdAt().isBefore(before));
      if (old && resources("type = aws.ec2.instance" + linked).isEmpty()) {
        for (CloudResource snapshot : snapshots) {
          finds.add(
              Advice.OLD_IMAGE,
              snapshot.id(),
              "no machine is made of the image %s (%s), which it is part of since %s"
                  .formatted(
                      image.id(),
                      image.name(),
                      snapshot.createdAt() == null ? "long" : day(snapshot.createdAt())),
              CloudAct.on("deregister-image", image.type(), image.id(), Map.of()));
        }
      }
    }
  }

  /** Google and Azure charge the image itself. */
  private void plainImages(Finds finds, String type, List<String> users)
      throws IOException, InterruptedException {
    List<CloudResource> old = resources("type = " + type).stream().filter(since(OLD)).toList();
    for (CloudResource image : finds.first(old, "images")) {
      if (!used(image, users)) {
        finds.add(
            Advice.OLD_IMAGE,
            image.id(),
            "no machine or disk is made of it, and it has not changed since "
                + day(image.validFrom()),
            null);
      }
    }
  }

  private boolean used(CloudResource image, List<String> users)
      throws IOException, InterruptedException {
    for (String user : users) {
      if (!resources("type = " + user + " and linked = \"" + image.id() + "\"").isEmpty()) {
        return true;
      }
    }
    return false;
  }
}
