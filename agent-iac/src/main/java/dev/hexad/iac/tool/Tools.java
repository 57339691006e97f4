package dev.hexad.iac.tool;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.iac.settings.IacSettings;
import dev.hexad.service.ServiceProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gives the program a clean environment. */
@Component
public final class Tools {
  private static final long MEGABYTE = 1024 * 1024;

  private final LiveConfiguration<IacSettings> settings;
  private final Path data;
  private final Sandbox sandbox;
  private final Programs programs;
  private final ReentrantLock init = new ReentrantLock();

  Tools(
      LiveConfiguration<IacSettings> settings,
      ServiceProperties service,
      Sandbox sandbox,
      Programs programs) {
    this.sandbox = sandbox;
    this.programs = programs;
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
    return open(programs.require(settings.current().tools(), null), folder, List.of());
  }

  /**
   * The named program, because a plan can only be applied by what made it; with the credentials
   * that only an apply gets.
   *
   * @param version exactly; any when null
   */
  public Tool openForApply(String name, @Nullable String version, Path folder) throws IOException {
    return open(
        programs.require(List.of(name), version), folder, settings.current().applyEnvironment());
  }

  /**
   * A wall that lets through the named ports of the loopback address and nothing else; empty where
   * this machine or the configuration does without isolation.
   *
   * @throws HexadException where isolation is required and there is none
   */
  public Optional<Wall> wall(Set<Integer> ports) throws IOException {
    sandbox.check(settings.current().isolation());
    return walls() ? Optional.of(Wall.open(ports)) : Optional.empty();
  }

  /** Whether runs can be walled in. */
  public boolean walls() {
    return sandbox.isolates(settings.current().isolation());
  }

  private Tool open(Programs.Program program, Path folder, List<String> more) throws IOException {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    Path home = Files.createDirectories(folder.resolve("home"));
    IacSettings now = settings.current();
    return new Tool(
        program,
        programs,
        environment(path, home, more),
        new Limits(
            Duration.ofSeconds(now.timeoutSeconds()),
            now.maxOutputMegabytes() * MEGABYTE,
            now.maxMemoryMegabytes() * MEGABYTE),
        (directory, wall) -> sandbox.before(now.isolation(), folder, directory, wall),
        new ProcessTree.Mark(folder.resolve("process")),
        init);
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
