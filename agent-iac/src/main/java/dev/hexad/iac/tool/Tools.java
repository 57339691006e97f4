package dev.hexad.iac.tool;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.iac.settings.IacSettings;
import dev.hexad.service.ServiceProperties;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Finds the program and gives it a clean environment. */
@Component
public final class Tools {
  private static final long MEGABYTE = 1024 * 1024;

  private final LiveConfiguration<IacSettings> settings;
  private final Path data;
  private final Sandbox sandbox;
  private final ReentrantLock init = new ReentrantLock();

  Tools(LiveConfiguration<IacSettings> settings, ServiceProperties service, Sandbox sandbox) {
    this.sandbox = sandbox;
    this.settings = settings;
    this.data = service.dataFolder();
  }

  /**
   * The program that the configuration prefers among those on the machine.
   *
   * @param folder receives the program's home and the mark of its process
   * @throws HexadException of type tool-missing
   */
  public Tool open(Path folder) throws IOException {
    return open(settings.current().tools(), folder, List.of());
  }

  /**
   * The named program, because a plan can only be applied by what made it; with the credentials
   * that only an apply gets.
   */
  public Tool openForApply(String name, Path folder) throws IOException {
    return open(List.of(name), folder, settings.current().applyEnvironment());
  }

  private Tool open(List<String> names, Path folder, List<String> more) throws IOException {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    for (String name : names) {
      Optional<Path> program = find(name, path);
      if (program.isPresent()) {
        Path home = Files.createDirectories(folder.resolve("home"));
        IacSettings now = settings.current();
        return new Tool(
            name,
            program.get(),
            environment(path, home, more),
            new Limits(
                Duration.ofSeconds(now.timeoutSeconds()),
                now.maxOutputMegabytes() * MEGABYTE,
                now.maxMemoryMegabytes() * MEGABYTE),
            directory -> sandbox.before(now.isolation(), folder, directory),
            new ProcessTree.Mark(folder.resolve("process")),
            init);
      }
    }
    throw new HexadException(
        ProblemType.TOOL_MISSING,
        "There is no "
            + String.join(" and no ", names)
            + " on the PATH of the IaC agent; install Terraform 1.x or OpenTofu 1.x there.");
  }

  static Optional<Path> find(String name, String path) {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(path)
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  private Map<String, String> environment(String path, Path home, List<String> more)
      throws IOException {
    var environment = new HashMap<String, String>();
    var inherited = new ArrayList<>(settings.current().passEnvironment());
    inherited.addAll(more);
    for (String name : inherited) {
      String value = System.getenv(name);
      if (value != null) {
        environment.put(name, value);
      }
    }
    environment.put("PATH", path);
    environment.put("HOME", home.toString());
    environment.put("TF_IN_AUTOMATION", "1");
    environment.put("TF_INPUT", "0");
    environment.put("CHECKPOINT_DISABLE", "1");
    String cli = System.getenv("TF_CLI_CONFIG_FILE");
    IacSettings.Providers providers = settings.current().providers();
    if (CliConfiguration.needed(providers)) {
      Path own = home.resolve("cli.tfrc");
      Files.writeString(own, CliConfiguration.of(providers));
      environment.put("TF_CLI_CONFIG_FILE", own.toString());
    } else if (cli != null && Files.isReadable(Path.of(cli))) {
      environment.put("TF_CLI_CONFIG_FILE", cli);
    }
    String cache = System.getenv("TF_PLUGIN_CACHE_DIR");
    environment.put(
        "TF_PLUGIN_CACHE_DIR",
        cache != null ? cache : Files.createDirectories(data.resolve("plugin-cache")).toString());
    return environment;
  }
}
