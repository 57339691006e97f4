package dev.hexad.ci.local;

import dev.hexad.ci.build.LocalBuild;
import dev.hexad.ci.cache.Caches;
import dev.hexad.ci.pipeline.ShippedCapabilities;
import dev.hexad.ci.runner.Runners;
import dev.hexad.contracts.command.BuildParameters;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.expression.Condition;
import dev.hexad.contracts.expression.Condition.ConditionException;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.pipeline.ChangeVariables;
import dev.hexad.contracts.pipeline.Pipeline;
import dev.hexad.contracts.pipeline.PipelineError;
import dev.hexad.contracts.pipeline.PipelineFile;
import dev.hexad.contracts.problem.HexadException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.util.FileSystemUtils;

/** Checks a pipeline file, and runs its builds in the working copy it stands in. */
public final class LocalPipeline {
  private static final String BUILD = "ci.build";
  private static final String SECRET_PREFIX = "HEXAD_SECRET_";

  private final Path file;
  private final PrintStream out;

  public LocalPipeline(Path file, PrintStream out) {
    this.file = file.toAbsolutePath().normalize();
    this.out = out;
  }

  /** Prints each error with its place; true when there is none. */
  public boolean lint() throws IOException {
    return read().isPresent();
  }

  /**
   * Runs the stages that build, in the order of their needs; the others are named and left out.
   *
   * @param only ids of the stages to run, all when empty
   * @return true when all of them succeeded
   */
  public boolean run(Set<String> only) throws IOException, InterruptedException {
    Optional<Pipeline> pipeline = read();
    if (pipeline.isEmpty()) {
      return false;
    }
    Path scratch = Files.createTempDirectory("hexad-ci");
    try (var context = new AnnotationConfigApplicationContext(LocalConfiguration.class)) {
      var build =
          new LocalBuild(
              context.getBean(Runners.class), context.getBean(Caches.class), LocalPipeline::secret);
      return run(pipeline.get(), only, build, scratch);
    } finally {
      FileSystemUtils.deleteRecursively(scratch);
    }
  }

  private boolean run(Pipeline pipeline, Set<String> only, LocalBuild build, Path scratch)
      throws IOException, InterruptedException {
    ChangeRef change = WorkingCopy.change(folder());
    var states = new HashMap<String, Object>();
    boolean all = true;
    for (Pipeline.Stage stage : inOrder(pipeline.stages())) {
      String why = whyNot(stage, only, change, states);
      if (why != null) {
        out.println("– " + stage.id() + ": " + why);
        states.put(stage.id(), Map.of("state", "SKIPPED", "result", Map.of()));
        continue;
      }
      boolean succeeded = run(stage, change, build, scratch);
      states.put(
          stage.id(), Map.of("state", succeeded ? "SUCCEEDED" : "FAILED", "result", Map.of()));
      all &= succeeded;
    }
    return all;
  }

  private boolean run(Pipeline.Stage stage, ChangeRef change, LocalBuild build, Path scratch)
      throws IOException, InterruptedException {
    out.println("● " + stage.id());
    try {
      var parameters = Json.convert(stage.parameters(), BuildParameters.class);
      build.run(parameters, change, stage.id(), folder(), scratch, out);
      out.println("✓ " + stage.id());
      return true;
    } catch (HexadException e) {
      out.println("✗ " + stage.id() + ": " + e.problem().detail());
      return false;
    }
  }

  private static @org.jspecify.annotations.Nullable String whyNot(
      Pipeline.Stage stage, Set<String> only, ChangeRef change, Map<String, Object> states) {
    if (!only.isEmpty() && !only.contains(stage.id())) {
      return "not asked for";
    }
    if (!stage.uses().equals(BUILD)) {
      return "uses " + stage.uses() + ", which needs an installation";
    }
    boolean failedBefore =
        stage.needs().stream()
            .anyMatch(need ->
                only.isEmpty()
                    && states.get(need) instanceof Map<?, ?> m
                    && m.containsValue("FAILED"));
    if (failedBefore && stage.condition() == Pipeline.Condition.SUCCEEDED) {
      return "a stage that it needs failed";
    }
    if (stage.onlyIf() == null) {
      return null;
    }
    try {
      return Condition.compile(stage.onlyIf(), List.of("change", "stages"))
              .holds(Map.of("change", ChangeVariables.of(change), "stages", states))
          ? null
          : stage.onlyIf() + " is false";
    } catch (ConditionException e) {
      return e.getMessage();
    }
  }

  private static List<Pipeline.Stage> inOrder(List<Pipeline.Stage> stages) {
    var ordered = new ArrayList<Pipeline.Stage>();
    var left = new ArrayList<>(stages);
    while (!left.isEmpty()) {
      List<String> done = ordered.stream().map(Pipeline.Stage::id).toList();
      Pipeline.Stage next =
          left.stream().filter(s -> done.containsAll(s.needs())).findFirst().orElseThrow();
      ordered.add(next);
      left.remove(next);
    }
    return ordered;
  }

  private static Optional<Secret> secret(String name) {
    String variable = SECRET_PREFIX + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    return Optional.ofNullable(System.getenv(variable)).map(Secret::of);
  }

  private Optional<Pipeline> read() throws IOException {
    if (!Files.isRegularFile(file)) {
      out.println(file + ": there is no such file");
      return Optional.empty();
    }
    String name = file.getFileName().toString();
    return switch (PipelineFile.parse(Files.readString(file), name, ShippedCapabilities::schema)) {
      case PipelineFile.Result.Parsed(Pipeline pipeline) -> {
        out.println(name + ": valid, " + pipeline.stages().size() + " stages");
        yield Optional.of(pipeline);
      }
      case PipelineFile.Result.Invalid(List<PipelineError> errors) -> {
        errors.forEach(
            e -> out.println(name + ":" + e.line() + ":" + e.column() + ": " + e.message()));
        yield Optional.empty();
      }
    };
  }

  private Path folder() {
    return file.resolveSibling("").normalize();
  }
}
