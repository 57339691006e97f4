package dev.hexad.iac.plan;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.iac.boundary.Boundaries;
import dev.hexad.iac.boundary.Egress;
import dev.hexad.iac.dependency.Dependency;
import dev.hexad.iac.policy.Finding;
import dev.hexad.iac.state.StateAccess;
import dev.hexad.iac.tool.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** From a commit to a plan that was read: clone, init, plan, show. */
@Component
class Planning {
  static final String PLAN_FILE = "plan.bin";

  private final SourceCache sources;
  private final Workspaces workspaces;
  private final StateAccess states;
  private final Boundaries boundaries;
  private final Egress egress;

  Planning(
      SourceCache sources,
      Workspaces workspaces,
      StateAccess states,
      Boundaries boundaries,
      Egress egress) {
    this.boundaries = boundaries;
    this.egress = egress;
    this.sources = sources;
    this.workspaces = workspaces;
    this.states = states;
  }

  /** What a plan is made for. */
  enum Aim {
    CHANGE,
    DESTROY,
    REFRESH;

    private @Nullable String flag() {
      return switch (this) {
        case CHANGE -> null;
        case DESTROY -> "-destroy";
        case REFRESH -> "-refresh-only";
      };
    }
  }

  /** What is to be planned. */
  record Wish(
      String workspace,
      String directory,
      Map<String, String> variables,
      ChangeRef change,
      Aim aim) {}

  /**
   * A plan that was made.
   *
   * @param findings what was found by others than Hexad's policies
   */
  record Made(
      String commit,
      String hash,
      PlanJson json,
      List<Dependency> dependencies,
      String tool,
      @Nullable String toolVersion,
      List<Finding> findings) {}

  /** Makes it in the folder, whose file of the plan and checkout stay there. */
  Made make(Wish wish, Path folder, Tool tool, StateAccess.Open state, CommandContext context)
      throws IOException, InterruptedException {
    tool.endLeftover();
    Path source = folder.resolve("source");
    FileSystemUtils.deleteRecursively(source);
    context.progress(5, "cloning");
    String commit = fetch(wish.change(), source);
    context.log().line("cloned " + commit);
    Path directory = Workspaces.inside(source, wish.directory());
    FileSystemUtils.deleteRecursively(directory.resolve(".terraform"));
    tool.follow(source, directory);
    context.log().line(tool.name() + " " + tool.version());
    tool.credentials(state.environment());
    tool.variables(wish.variables());
    checkWritten(wish.workspace(), source, directory);
    try (var way = wayOut(wish.workspace(), state, context)) {
      way.lead(tool);
      return plan(wish, commit, folder, tool, state, context);
    }
  }

  /** Refuses sources beyond the boundary of the workspace. */
  void checkWritten(String workspace, Path source, Path directory) throws IOException {
    boundaries.checkWritten(workspace, source, directory);
  }

  /** What the program may reach, and what it is told in the log that it may not. */
  Egress.Way wayOut(String workspace, StateAccess.Open state, CommandContext context)
      throws IOException {
    return egress.open(workspace, state.port(), context.log()::line);
  }

  private Made plan(
      Wish wish,
      String commit,
      Path folder,
      Tool tool,
      StateAccess.Open state,
      CommandContext context)
      throws IOException, InterruptedException {
    Path source = folder.resolve("source");
    Path directory = Workspaces.inside(source, wish.directory());
    context.progress(20, "init");
    initialise(wish.workspace(), context, tool, directory, state);
    boundaries.checkLoaded(wish.workspace(), source, directory);
    context.progress(40, "plan");
    Path file = folder.resolve(PLAN_FILE);
    var arguments = new ArrayList<>(List.of("plan", "-input=false", "-no-color", "-out=" + file));
    String flag = wish.aim().flag();
    if (flag != null) {
      arguments.add(flag);
    }
    tool.run(directory, context, arguments.toArray(String[]::new));
    context.progress(80, "reading the plan");
    PlanJson json = PlanJson.read(tool.read(directory, context, "show", "-json", file.toString()));
    checkDeclared(wish.variables(), json);
    return new Made(
        commit,
        Hashes.sha256(file),
        json,
        Dependency.of(directory),
        tool.name(),
        tool.version(),
        List.of());
  }

  /** The files of a commit; gives its full id. */
  String fetch(ChangeRef change, Path folder) throws IOException, InterruptedException {
    return sources.fetch(change, folder);
  }

  private void initialise(
      String workspace, CommandContext context, Tool tool, Path directory, StateAccess.Open state)
      throws IOException, InterruptedException {
    if (Workspaces.mayHaveBackend(directory)) {
      tool.init(directory, context);
      if (Workspaces.hasBackend(directory)) {
        return;
      }
    }
    Optional<byte[]> before = workspaces.stateOfBefore(workspace);
    if (before.isPresent()) {
      states.adopt(workspace, before.get());
    }
    Workspaces.useBackend(directory, state.backend());
    tool.init(directory, context);
  }

  static void checkDeclared(Map<String, String> variables, PlanJson json) {
    var unknown = new TreeSet<>(variables.keySet());
    unknown.removeAll(json.inputs());
    if (!unknown.isEmpty()) {
      throw new HexadException(
          ProblemType.INVALID,
          "The configuration declares no variable " + String.join(", ", unknown) + ".");
    }
  }
}
