package dev.hexad.agent.command;

import dev.hexad.service.web.RequiresScope;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Commands and their logs for people; the log is read in pieces from a byte offset on. */
@RestController
@RequestMapping("/api/v1/${hexad.name}/commands/{id}")
@RequiresScope("runs:read")
class CommandController {
  private static final int CHUNK = 256 * 1024;
  private static final int LOOK_EVERY_MILLIS = 200;

  private final CommandStore store;
  private final LogHub hub;

  CommandController(CommandStore store, LogHub hub) {
    this.store = store;
    this.hub = hub;
  }

  @GetMapping
  CommandStore.Stored command(@PathVariable UUID id) {
    return store.require(id);
  }

  @GetMapping("/log")
  ResponseEntity<byte[]> log(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "0") long offset,
      @RequestParam(defaultValue = "0") int waitSeconds)
      throws InterruptedException {
    long until = System.nanoTime() + Math.clamp(waitSeconds, 0, 20) * 1_000_000_000L;
    while (true) {
      boolean ended = command(id).state().ended();
      byte[] bytes = store.readLog(id, Math.max(0, offset), CHUNK);
      if (bytes.length > 0 || ended || System.nanoTime() > until) {
        return answer(bytes, offset, ended && bytes.length < CHUNK);
      }
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
  }

  /** The output as server-sent events; {@code Last-Event-ID} or {@code offset} says from where. */
  @GetMapping(value = "/log/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  void stream(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "0") long offset,
      @RequestHeader(value = "Last-Event-ID", required = false) @Nullable Long last,
      HttpServletResponse response)
      throws IOException, InterruptedException {
    command(id);
    response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    long from = Math.max(0, last == null ? offset : last);
    new LogStream(store, id, from, response.getOutputStream()).follow(hub);
  }

  private static ResponseEntity<byte[]> answer(byte[] bytes, long offset, boolean complete) {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("text/plain;charset=UTF-8"))
        .header("Hexad-Log-Next-Offset", Long.toString(offset + bytes.length))
        .header("Hexad-Log-Complete", Boolean.toString(complete))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(bytes);
  }
}
