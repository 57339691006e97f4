package dev.hexad.orchestrator.graph;

import static dev.hexad.contracts.event.NodeRef.Kind.ALERT;
import static dev.hexad.contracts.event.NodeRef.Kind.APPLICATION;
import static dev.hexad.contracts.event.NodeRef.Kind.AUTHOR;
import static dev.hexad.contracts.event.NodeRef.Kind.COMMIT;
import static dev.hexad.contracts.event.NodeRef.Kind.CONFIGURATION;
import static dev.hexad.contracts.event.NodeRef.Kind.COST;
import static dev.hexad.contracts.event.NodeRef.Kind.DEPLOYMENT;
import static dev.hexad.contracts.event.NodeRef.Kind.ENVIRONMENT;
import static dev.hexad.contracts.event.NodeRef.Kind.IMAGE;
import static dev.hexad.contracts.event.NodeRef.Kind.PULL_REQUEST;
import static dev.hexad.contracts.event.NodeRef.Kind.RUN;
import static dev.hexad.contracts.event.NodeRef.Kind.STAGE;
import static dev.hexad.contracts.event.NodeRef.Kind.TEAM;
import static dev.hexad.contracts.event.NodeRef.Kind.WORKSPACE;

import dev.hexad.contracts.event.AlertRaised;
import dev.hexad.contracts.event.AlertResolved;
import dev.hexad.contracts.event.ApplicationRegistered;
import dev.hexad.contracts.event.ApplyCompleted;
import dev.hexad.contracts.event.BuildFailed;
import dev.hexad.contracts.event.BuildSucceeded;
import dev.hexad.contracts.event.ChangeObserved;
import dev.hexad.contracts.event.ChangeReceived;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.event.ConfigurationChanged;
import dev.hexad.contracts.event.CostsImported;
import dev.hexad.contracts.event.DeploymentFailed;
import dev.hexad.contracts.event.DeploymentPromoted;
import dev.hexad.contracts.event.DeploymentRef;
import dev.hexad.contracts.event.DeploymentRolledBack;
import dev.hexad.contracts.event.DeploymentShifted;
import dev.hexad.contracts.event.DeploymentStarted;
import dev.hexad.contracts.event.DeploymentSucceeded;
import dev.hexad.contracts.event.DriftDetected;
import dev.hexad.contracts.event.EnvironmentRemoved;
import dev.hexad.contracts.event.Event;
import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.event.NodeRef;
import dev.hexad.contracts.event.RunFinished;
import dev.hexad.contracts.event.RunStarted;
import dev.hexad.contracts.event.StageChanged;
import dev.hexad.contracts.event.Suspect;
import dev.hexad.contracts.event.VerdictGiven;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads facts from events. What an event tells does not depend on what came before it. */
final class FactReader {
  private static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED", "SKIPPED", "CANCELLED");

  private final List<Facts.Node> nodes = new ArrayList<>();
  private final List<Facts.Edge> edges = new ArrayList<>();
  private final NodeRef run;
  private Facts.@Nullable Change change;

  private FactReader(UUID correlation) {
    this.run = new NodeRef(RUN, correlation.toString(), null);
  }

  /**
   * What an event tells.
   *
   * @param correlation the run that it belongs to, or the first message of its story
   */
  static Facts read(Event event, UUID correlation) {
    var reader = new FactReader(correlation);
    reader.read(event);
    return new Facts(reader.nodes, reader.edges, reader.change);
  }

  private void read(Event event) {
    switch (event) {
      case ApplicationRegistered e -> application(e);
      case ChangeReceived e -> commit(e.change());
      case RunStarted e -> started(e);
      case StageChanged e -> stage(e);
      case RunFinished e -> node(new NodeRef(RUN, e.runId().toString(), null), e.outcome());
      case BuildSucceeded e -> built(e.change(), e.image());
      case BuildFailed e -> commit(e.change());
      case DeploymentStarted e -> deployment(e.deployment(), "STARTED", "deploys");
      case DeploymentSucceeded e -> deployment(e.deployment(), "SUCCEEDED", "deployed");
      case DeploymentPromoted e -> deployment(e.deployment(), "STABLE", "promoted");
      case DeploymentShifted e ->
          deployment(e.deployment(), null, "shifted to " + e.percent() + " % of the requests");
      case DeploymentFailed e -> deployment(e.deployment(), "FAILED", "failed: " + e.reason());
      case DeploymentRolledBack e -> {
        deployment(e.to(), "STABLE", "went back from revision " + e.from().revision());
        node(ref(e.from()), "ROLLED_BACK");
        edge(ref(e.to()), "replaced", ref(e.from()));
      }
      case EnvironmentRemoved e ->
          change(
              "environment-removed",
              environment(e.applicationId(), e.application(), e.environment()),
              e.applicationId(),
              e.environment(),
              e.application() + " was removed from " + e.environment() + ": " + e.reason(),
              null,
              null);
      case DriftDetected e -> {
        deployment(e.deployment(), null, null);
        change(
            "drift",
            environment(e.deployment()),
            e.deployment().applicationId(),
            e.deployment().environment(),
            e.items().size() + " things were changed by hand",
            null,
            e.deployment().commit());
      }
      case VerdictGiven e ->
          change(
              "verdict-" + e.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'),
              environment(e.applicationId(), null, e.environment()),
              e.applicationId(),
              e.environment(),
              "revision " + e.revision() + ": " + e.reason(),
              null,
              e.commit());
      case AlertRaised e -> alert(e);
      case AlertResolved e -> {
        NodeRef alert = new NodeRef(ALERT, e.alertId().toString(), null);
        node(alert, "RESOLVED");
        change("alert-resolved", alert, null, null, "resolved: " + e.reason(), null, null);
      }
      case ApplyCompleted e -> {
        NodeRef workspace = new NodeRef(WORKSPACE, e.workspace(), e.workspace());
        edge(run, "applied", workspace);
        if (e.commit() != null) {
          edge(new NodeRef(COMMIT, e.commit(), null), "applied to", workspace);
        }
        change(
            "apply",
            workspace,
            e.applicationId(),
            e.environment(),
            "%d added, %d changed, %d destroyed".formatted(e.added(), e.changed(), e.destroyed()),
            null,
            null);
      }
      case ConfigurationChanged e -> {
        NodeRef configuration =
            new NodeRef(CONFIGURATION, e.agentId() + "@" + e.version(), "of " + e.agentId());
        edge(new NodeRef(AUTHOR, e.by(), e.by()), "changed", configuration);
        change(
            "configuration",
            configuration,
            null,
            null,
            "configuration of " + e.agentId() + ", version " + e.version(),
            e.by(),
            null);
      }
      case CostsImported e -> {
        NodeRef bill = new NodeRef(COST, e.importId().toString(), "bill of " + e.source());
        node(bill, e.sample() ? "SAMPLE" : null);
      }
      case ChangeObserved e -> observed(e);
      default -> {
        // Everything else tells nothing of what there is or what happened to it.
      }
    }
  }

  private void application(ApplicationRegistered e) {
    NodeRef application = application(e.applicationId(), e.name());
    node(application, null);
    if (e.team() != null) {
      edge(new NodeRef(TEAM, e.team(), e.team()), "owns", application);
    }
    for (UUID other : e.dependsOn()) {
      edge(application, "depends on", application(other, null));
    }
  }

  private NodeRef commit(ChangeRef c) {
    NodeRef commit = new NodeRef(COMMIT, c.commit(), c.message());
    edge(commit, "of", application(c.applicationId(), c.application()));
    if (c.author() != null) {
      edge(new NodeRef(AUTHOR, c.author(), c.author()), "wrote", commit);
    }
    if (c.pullRequest() != null) {
      String key = c.applicationId() + "#" + c.pullRequest().number();
      edge(
          new NodeRef(PULL_REQUEST, key, c.application() + " #" + c.pullRequest().number()),
          "contains",
          commit);
    }
    return commit;
  }

  private void started(RunStarted e) {
    NodeRef begun = new NodeRef(RUN, e.runId().toString(), e.name());
    node(begun, "RUNNING");
    ChangeRef c = e.change();
    // Before it is resolved, a branch stands in for the commit.
    if (c != null && !c.commit().startsWith("refs/")) {
      edge(commit(c), "started", begun);
    } else if (c != null) {
      edge(begun, "of", application(c.applicationId(), c.application()));
    }
  }

  /** Told when it ends: most stages begin and end between two looks at the ledger. */
  private void stage(StageChanged e) {
    if (!ENDED.contains(e.to())) {
      return;
    }
    NodeRef stage = new NodeRef(STAGE, e.runId() + "/" + e.stage(), e.stage());
    node(stage, e.to());
    edge(new NodeRef(RUN, e.runId().toString(), null), "has", stage);
  }

  private void built(ChangeRef c, @Nullable ImageRef image) {
    NodeRef commit = commit(c);
    if (image != null) {
      NodeRef made = image(image);
      edge(commit, "built as", made);
      edge(run, "built", made);
    }
  }

  private static NodeRef image(ImageRef image) {
    return new NodeRef(IMAGE, image.digest(), image.repository() + ":" + image.tag());
  }

  private void deployment(DeploymentRef d, @Nullable String state, @Nullable String did) {
    NodeRef deployment = ref(d);
    node(deployment, state);
    edge(image(d.image()), "deployed by", deployment);
    edge(deployment, "to", environment(d));
    edge(environment(d), "of", application(d.applicationId(), d.application()));
    edge(run, "deployed", deployment);
    if (d.commit() != null) {
      edge(new NodeRef(COMMIT, d.commit(), null), "deployed by", deployment);
    }
    if (did != null) {
      change(
          kind(state),
          deployment,
          d.applicationId(),
          d.environment(),
          "%s revision %d %s".formatted(d.application(), d.revision(), did),
          d.author(),
          d.commit());
    }
  }

  private static String kind(@Nullable String state) {
    if (state == null) {
      return "traffic-shift";
    }
    return switch (state) {
      case "STARTED" -> "deployment-started";
      case "SUCCEEDED" -> "deployment";
      case "STABLE" -> "deployment-stable";
      default -> "deployment-failed";
    };
  }

  private static NodeRef ref(DeploymentRef d) {
    return new NodeRef(
        DEPLOYMENT,
        d.deploymentId().toString(),
        d.application() + " " + d.environment() + " #" + d.revision());
  }

  private static NodeRef environment(DeploymentRef d) {
    return environment(d.applicationId(), d.application(), d.environment());
  }

  private static NodeRef environment(UUID application, @Nullable String name, String environment) {
    return new NodeRef(
        ENVIRONMENT,
        application + "/" + environment,
        name == null ? null : name + "/" + environment);
  }

  private static NodeRef application(UUID id, @Nullable String name) {
    return new NodeRef(APPLICATION, id.toString(), name);
  }

  private void alert(AlertRaised e) {
    NodeRef alert = new NodeRef(ALERT, e.alertId().toString(), e.title());
    node(alert, "FIRING");
    UUID application = e.applicationId();
    if (application != null) {
      edge(alert, "about", application(application, null));
    }
    for (Suspect suspect : e.suspects()) {
      edge(new NodeRef(DEPLOYMENT, suspect.deploymentId().toString(), null), "suspected of", alert);
    }
    change("alert", alert, application, e.environment(), e.title(), null, null);
  }

  private void observed(ChangeObserved e) {
    node(e.about(), null);
    for (ChangeObserved.Link link : e.links()) {
      edge(e.about(), link.relation(), link.to());
    }
    if (e.applicationId() != null) {
      edge(e.about(), "belongs to", application(e.applicationId(), null));
    }
    if (e.change() != null || e.cost() != null) {
      change =
          new Facts.Change(
              e.change() == null ? "cost" : e.change(),
              e.about(),
              e.applicationId(),
              e.environment(),
              e.title(),
              e.author(),
              null,
              e.cost());
    }
  }

  private void node(NodeRef ref, @Nullable String state) {
    nodes.add(new Facts.Node(ref, state));
  }

  private void edge(NodeRef from, String relation, NodeRef to) {
    node(from, null);
    node(to, null);
    edges.add(new Facts.Edge(from, relation, to));
  }

  private void change(
      String kind,
      NodeRef subject,
      @Nullable UUID application,
      @Nullable String environment,
      String title,
      @Nullable String author,
      @Nullable String commit) {
    node(subject, null);
    change = new Facts.Change(kind, subject, application, environment, title, author, commit, null);
  }
}
