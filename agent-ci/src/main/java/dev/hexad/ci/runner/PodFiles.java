package dev.hexad.ci.runner;

import dev.hexad.ci.archive.Archive;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.StreamUtils;

/** Carries files into the workspace of a pod and back. What comes back is not trusted. */
final class PodFiles {
  /** Standard input cannot be closed on its own in the protocol; so it comes in measured pieces. */
  private static final String JOIN =
      "while read -r n && [ \"$n\" -gt 0 ]; do"
          + " dd bs=\"$n\" count=1 iflag=fullblock 2>/dev/null; done";

  private static final String UNPACK = "tar -xzf - -C /work && chmod -R a+rwX /work";

  private static final int EXIT_SECONDS = 60;
  private static final int TRIES = 3;
  private static final long PAUSE_MILLIS = 500;

  private final PodResource pod;
  private final long maxBytes;

  PodFiles(PodResource pod, long maxBytes) {
    this.pod = pod;
    this.maxBytes = maxBytes;
  }

  private interface Transfer {
    void run() throws IOException, InterruptedException;
  }

  private interface Content {
    void write(OutputStream to) throws IOException;
  }

  /** Puts a copy of the folder into {@code /work}, where any user of an image may write. */
  void send(Path source) throws IOException, InterruptedException {
    retried(() -> feed(UNPACK, to -> Archive.packFolder(source, to)));
  }

  /** Gives the step its script; it begins at once. */
  void go(String script) throws IOException, InterruptedException {
    byte[] bytes = script.getBytes(StandardCharsets.UTF_8);
    retried(() ->
        feed(
            "cat > /hexad/step.part && mv /hexad/step.part /hexad/step.sh && : > /hexad/go",
            to -> to.write(bytes)));
  }

  /**
   * Replaces what the folder holds by what {@code /work} holds.
   *
   * @param staging is made and removed, on the same file system
   */
  void fetch(Path source, Path staging) throws IOException, InterruptedException {
    try {
      retried(() -> {
        FileSystemUtils.deleteRecursively(staging);
        receive(staging);
      });
      replace(source, staging);
    } finally {
      FileSystemUtils.deleteRecursively(staging);
    }
  }

  private void retried(Transfer transfer) throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        transfer.run();
        return;
      } catch (IOException | KubernetesClientException e) {
        if (attempt == TRIES || e instanceof Archive.RefusedException) {
          throw e;
        }
        Thread.sleep(PAUSE_MILLIS << attempt);
      }
    }
  }

  private void feed(String command, Content content) throws IOException, InterruptedException {
    var errors = new ByteArrayOutputStream();
    try (ExecWatch exec =
        pod.inContainer(StepPod.WORKSPACE)
            .withReadyWaitTimeout(0)
            .redirectingInput()
            .writingError(errors)
            .exec("sh", "-c", "{ " + JOIN + "; } | { " + command + "; }")) {
      try (var pieces = new PiecedOutput(exec.getInput())) {
        content.write(pieces);
      }
      requireSuccess(exec, errors);
    }
  }

  private void receive(Path staging) throws IOException, InterruptedException {
    var errors = new ByteArrayOutputStream();
    try (ExecWatch exec =
            pod.inContainer(StepPod.WORKSPACE)
                .withReadyWaitTimeout(0)
                .redirectingOutput()
                .writingError(errors)
                .exec("tar", "-czf", "-", "-C", "/work", ".");
        InputStream output = exec.getOutput()) {
      Archive.unpack(StreamUtils.nonClosing(output), staging, maxBytes);
      StreamUtils.drain(output);
      requireSuccess(exec, errors);
    }
  }

  private static void requireSuccess(ExecWatch exec, ByteArrayOutputStream errors)
      throws IOException, InterruptedException {
    try {
      Integer code = exec.exitCode().get(EXIT_SECONDS, TimeUnit.SECONDS);
      if (code == null) {
        throw new IOException("the connection to the pod ended too early");
      }
      if (code != 0) {
        throw new IOException(errors.toString(StandardCharsets.UTF_8).strip());
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the connection to the pod broke: " + e.getMessage(), e);
    }
  }

  private static void replace(Path source, Path staging) throws IOException {
    for (Path old : children(source)) {
      FileSystemUtils.deleteRecursively(old);
    }
    for (Path made : children(staging)) {
      Files.move(made, source.resolve(staging.relativize(made)));
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    }
  }
}
