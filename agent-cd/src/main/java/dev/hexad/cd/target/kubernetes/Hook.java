package dev.hexad.cd.target.kubernetes;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An object that runs once in each deployment, mostly a job: before what is deployed, or after it
 * is healthy. The hooks of Helm charts and those of Argo CD are understood as well.
 *
 * @param weight lower ones run first
 * @param removedOn when it goes away again: success, failure; it always makes way for the next
 */
record Hook(Moment moment, int weight, Set<String> removedOn) {
  static final String HOOK = "dev.hexad/hook";
  private static final String WEIGHT = "dev.hexad/hook-weight";
  private static final String REMOVED_ON = "dev.hexad/hook-removed-on";
  private static final String HELM = "helm.sh/hook";
  private static final String HELM_REMOVAL = HELM + "-delete-policy";
  private static final String ARGO = "argocd.argoproj.io/hook";
  private static final String ARGO_REMOVAL = ARGO + "-delete-policy";

  /** Annotations that say when a hook goes away. */
  static final List<String> REMOVALS = List.of(REMOVED_ON, HELM_REMOVAL, ARGO_REMOVAL);

  /** When it runs. */
  enum Moment {
    BEFORE,
    AFTER,
    /** Meant for something that is no deployment: a test of a chart, a deletion. */
    NEVER
  }

  /** What an annotation asks for; empty for an object that simply is deployed. */
  static Optional<Hook> of(Manifest manifest) {
    String own = manifest.annotation(HOOK);
    if (!own.isEmpty()) {
      return Optional.of(
          new Hook(
              own(own, manifest),
              number(manifest, WEIGHT),
              removal(manifest.annotation(REMOVED_ON), "success", "failure")));
    }
    String helm = manifest.annotation(HELM);
    if (!helm.isEmpty()) {
      return Optional.of(
          new Hook(
              first(
                  helm,
                  List.of("pre-install", "pre-upgrade"),
                  List.of("post-install", "post-upgrade")),
              number(manifest, HELM + "-weight"),
              removal(manifest.annotation(HELM_REMOVAL), "hook-succeeded", "hook-failed")));
    }
    String argo = manifest.annotation(ARGO);
    if (!argo.isEmpty() && !words(argo).contains("Sync")) {
      return Optional.of(
          new Hook(
              first(argo, List.of("PreSync"), List.of("PostSync")),
              number(manifest, ApplyOrder.WAVE),
              removal(manifest.annotation(ARGO_REMOVAL), "HookSucceeded", "HookFailed")));
    }
    return Optional.empty();
  }

  private static Moment own(String text, Manifest manifest) {
    return switch (text) {
      case "before" -> Moment.BEFORE;
      case "after" -> Moment.AFTER;
      default ->
          throw new HexadException(
              ProblemType.INVALID,
              "%s: the annotation %s is '%s'; there are before and after."
                  .formatted(manifest.where(), HOOK, text));
    };
  }

  private static Moment first(String text, List<String> before, List<String> after) {
    Set<String> words = words(text);
    if (before.stream().anyMatch(words::contains)) {
      return Moment.BEFORE;
    }
    return after.stream().anyMatch(words::contains) ? Moment.AFTER : Moment.NEVER;
  }

  private static Set<String> removal(String text, String success, String failure) {
    return words(text).stream()
        .filter(word -> word.equals(success) || word.equals(failure))
        .map(word -> word.equals(success) ? "success" : "failure")
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<String> words(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).collect(Collectors.toSet());
  }

  static int number(Manifest manifest, String annotation) {
    String given = manifest.annotation(annotation);
    try {
      return given.isEmpty() ? 0 : Integer.parseInt(given.strip());
    } catch (NumberFormatException e) {
      throw new HexadException(
          ProblemType.INVALID,
          "%s: the annotation %s is not a number: %s"
              .formatted(manifest.where(), annotation, given),
          e);
    }
  }
}
