package dev.hexad.standalone.bench.iac;

import dev.hexad.standalone.sample.SampleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** The program as somebody would run it by hand: init, plan, show. */
final class BareTerraform {
  private final Path program;

  BareTerraform() {
    this.program =
        Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
            .flatMap(folder -> Stream.of(Path.of(folder, "terraform"), Path.of(folder, "tofu")))
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow(() -> new SampleException("neither terraform nor tofu is on the PATH"));
  }

  /** Nanoseconds that it takes for a configuration. */
  long plan(String configuration) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("hexad-bench-bare");
    try {
      Files.writeString(folder.resolve("main.tf"), configuration);
      long begin = System.nanoTime();
      run(folder, "init", "-input=false", "-no-color");
      run(folder, "plan", "-input=false", "-no-color", "-out=plan.bin");
      run(folder, "show", "-json", "plan.bin");
      return System.nanoTime() - begin;
    } finally {
      FileSystemUtils.deleteRecursively(folder);
    }
  }

  private void run(Path folder, String... arguments) throws IOException, InterruptedException {
    var command = new java.util.ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("CHECKPOINT_DISABLE", "1");
    builder.environment().put("TF_IN_AUTOMATION", "1");
    builder.environment().remove("TF_CLI_CONFIG_FILE");
    Process process = builder.start();
    process.getInputStream().readAllBytes();
    if (process.waitFor() != 0) {
      throw new SampleException(arguments[0] + " failed");
    }
  }
}
