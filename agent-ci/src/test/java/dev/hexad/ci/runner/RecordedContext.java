package dev.hexad.ci.runner;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.agent.command.CommandLog;
import dev.hexad.contracts.command.CommandRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Keeps the output of a step for the test to read. */
final class RecordedContext implements CommandContext {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final CommandLog log = CommandLog.to(out);

  String text() {
    log.flush();
    return out.toString(StandardCharsets.UTF_8);
  }

  @Override
  public CommandRequest request() {
    throw new UnsupportedOperationException("a runner does not ask for it");
  }

  @Override
  public int attempt() {
    return 1;
  }

  @Override
  public CommandLog log() {
    return log;
  }

  @Override
  public void progress(@Nullable Integer percent, String message) {
    // Not looked at.
  }

  @Override
  public void onInterrupt(Runnable action) {
    // Never interrupted.
  }

  @Override
  public boolean interrupted() {
    return false;
  }
}
