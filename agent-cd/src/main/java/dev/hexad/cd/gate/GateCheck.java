package dev.hexad.cd.gate;

import dev.hexad.cd.settings.Gates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rule for gates, without input or output. */
public final class GateCheck {
  private final Gates gates;
  private final GateFacts facts;

  private GateCheck(Gates gates, GateFacts facts) {
    this.gates = gates;
    this.facts = facts;
  }

  /** All gates that are set, in the order in which people ask for them. */
  public static List<Gate> of(Gates gates, GateFacts facts) {
    var check = new GateCheck(gates, facts);
    List<Gate> found = new ArrayList<>();
    if (facts.closed() != null) {
      found.add(new Gate(Gate.Kind.WINDOW, false, "the environment is " + facts.closed()));
    }
    check.order().ifPresent(found::add);
    check.soak().ifPresent(found::add);
    if (gates.blocksOnAlerts()) {
      found.add(check.alerts());
    }
    if (gates.blocksOnDrift()) {
      found.add(check.drift());
    }
    if (!gates.infrastructure().isEmpty()) {
      found.add(check.infrastructure());
    }
    if (gates.needed() > 0) {
      found.add(check.approvals());
    }
    return found;
  }

  private Optional<Gate> order() {
    return Optional.ofNullable(gates.after())
        .map(after -> {
          GateFacts.Before before = facts.before();
          return before == null
              ? new Gate(
                  Gate.Kind.ORDER, false, "the image was not stable in '%s' yet".formatted(after))
              : new Gate(
                  Gate.Kind.ORDER,
                  true,
                  "the image was stable in '%s' as revision %d"
                      .formatted(after, before.revision()));
        });
  }

  private Optional<Gate> soak() {
    String after = gates.after();
    if (after == null || gates.soak().isZero()) {
      return Optional.empty();
    }
    GateFacts.Before before = facts.before();
    if (before == null || !before.stable()) {
      return Optional.of(
          new Gate(Gate.Kind.SOAK, false, "the image is not stable in '%s' now".formatted(after)));
    }
    if (!before.healthy()) {
      return Optional.of(
          new Gate(Gate.Kind.SOAK, false, "the image is not healthy in '%s'".formatted(after)));
    }
    Instant well = before.wellSince();
    Instant since = well == null || well.isBefore(before.since()) ? before.since() : well;
    Instant until = since.plus(gates.soak());
    boolean done = !facts.now().isBefore(until);
    return Optional.of(
        new Gate(
            Gate.Kind.SOAK,
            done,
            done
                ? "stable and healthy in '%s' since %s".formatted(after, since)
                : "soaks in '%s' until %s, %s to go"
                    .formatted(after, until, words(Duration.between(facts.now(), until)))));
  }

  private static String words(Duration left) {
    return left.toMinutes() < 1 ? left.toSeconds() + " s" : left.toMinutes() + " min";
  }

  private Gate alerts() {
    return facts.alerts().isEmpty()
        ? new Gate(Gate.Kind.ALERTS, true, "no alert fires")
        : new Gate(Gate.Kind.ALERTS, false, "firing: " + String.join(", ", facts.alerts()));
  }

  private Gate drift() {
    return facts.drifted() == 0
        ? new Gate(Gate.Kind.DRIFT, true, "nothing was changed by hand")
        : new Gate(
            Gate.Kind.DRIFT,
            false,
            "%d things differ from what was deployed".formatted(facts.drifted()));
  }

  private Gate infrastructure() {
    return facts.infrastructure().isEmpty()
        ? new Gate(Gate.Kind.INFRASTRUCTURE, true, "the last plans have nothing left to do")
        : new Gate(Gate.Kind.INFRASTRUCTURE, false, String.join("; ", facts.infrastructure()));
  }

  private Gate approvals() {
    Optional<Decision> rejected = rejection(facts.decisions(), gates.approvers());
    if (rejected.isPresent()) {
      String comment = rejected.get().comment();
      return new Gate(
          Gate.Kind.APPROVALS,
          false,
          "rejected by " + rejected.get().subject() + (comment == null ? "" : ": " + comment));
    }
    List<String> counted =
        facts.decisions().stream().filter(this::counts).map(Decision::subject).toList();
    String who = counted.isEmpty() ? "" : " (" + String.join(", ", counted) + ")";
    return new Gate(
        Gate.Kind.APPROVALS,
        counted.size() >= gates.needed(),
        "%d of %d approvals%s".formatted(counted.size(), gates.needed(), who));
  }

  /** The first who said no and was asked. */
  public static Optional<Decision> rejection(List<Decision> decisions, Set<String> approvers) {
    return decisions.stream()
        .filter(decision -> !decision.approved() && isAsked(decision, approvers))
        .findFirst();
  }

  private boolean counts(Decision decision) {
    boolean own = isAuthor(decision.subject(), facts.author());
    return decision.approved()
        && isAsked(decision, gates.approvers())
        && (gates.authorCounts() || !own);
  }

  private static boolean isAsked(Decision decision, Set<String> approvers) {
    return approvers.isEmpty()
        || approvers.contains(decision.subject())
        || approvers.contains(name(decision.subject()));
  }

  /** A token of the author's name is the author's. */
  private static boolean isAuthor(String subject, @Nullable String author) {
    return author != null
        && name(subject).toLowerCase(Locale.ROOT).equals(name(author).toLowerCase(Locale.ROOT));
  }

  private static String name(String subject) {
    return subject.startsWith("token:") ? subject.substring("token:".length()) : subject;
  }
}
