package dev.hexad.orchestrator.ledger;

import dev.hexad.contracts.message.Json;
import dev.hexad.service.identity.Identity;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@RestController
@RequestMapping("/api/v1")
class LedgerController {
  private static final int BATCH = 500;

  /** A comment goes out after this many quiet looks, so that dead connections are noticed. */
  private static final int QUIET_LOOKS = 15;

  private final Ledger ledger;
  private final LedgerTail tail;

  LedgerController(Ledger ledger, LedgerTail tail) {
    this.ledger = ledger;
    this.tail = tail;
  }

  @GetMapping("/events")
  @RequiresScope("events:read")
  Page<LedgerEntry> events(
      Identity identity,
      @ParameterObject EventFilter filter,
      @RequestParam(required = false) @Nullable Long before,
      @RequestParam(required = false) @Nullable Long cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Page.size(limit);
    return Page.of(
        ledger.find(identity.tenant(), filter, cursor == null ? before : cursor, size + 1),
        size,
        last -> Long.toString(last.sequence()));
  }

  @GetMapping("/ledger/verification")
  @RequiresScope("events:read")
  Ledger.Verification verification() {
    return ledger.verify();
  }

  /**
   * Live events that the filter wants; with Last-Event-ID everything since, without it everything
   * from now on.
   */
  @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @RequiresScope("events:read")
  SseEmitter stream(
      Identity identity,
      @ParameterObject EventFilter filter,
      @RequestHeader(value = "Last-Event-ID", required = false) @Nullable Long lastEventId) {
    var emitter = new SseEmitter(0L);
    long from = lastEventId == null ? ledger.lastSequence() : lastEventId;
    Thread sender =
        Thread.ofVirtual()
            .name("stream-" + identity.subject())
            .unstarted(() -> send(emitter, identity.tenant(), filter, from));
    emitter.onCompletion(sender::interrupt);
    emitter.onError(e -> sender.interrupt());
    sender.start();
    return emitter;
  }

  private void send(SseEmitter emitter, String tenant, EventFilter filter, long from) {
    long sequence = from;
    int quiet = 0;
    try {
      emitter.send(SseEmitter.event().comment("connected").reconnectTime(2_000));
      while (!Thread.currentThread().isInterrupted()) {
        long told = tail.times();
        long end = ledger.lastSequence();
        List<LedgerEntry> entries =
            end == sequence ? List.of() : ledger.after(tenant, filter, sequence, end, BATCH);
        for (LedgerEntry entry : entries) {
          emitter.send(
              SseEmitter.event()
                  .id(Long.toString(entry.sequence()))
                  .name(entry.envelope().type())
                  .data(Json.write(entry), MediaType.TEXT_PLAIN));
        }
        boolean more = entries.size() == BATCH;
        sequence = more ? entries.getLast().sequence() : end;
        quiet = entries.isEmpty() ? quiet + 1 : 0;
        if (quiet == QUIET_LOOKS) {
          emitter.send(SseEmitter.event().comment("still here"));
          quiet = 0;
        }
        if (!more) {
          tail.await(told);
        }
      }
    } catch (InterruptedException | IOException | IllegalStateException e) {
      emitter.complete();
    } catch (RuntimeException e) {
      emitter.completeWithError(e);
    }
  }
}
