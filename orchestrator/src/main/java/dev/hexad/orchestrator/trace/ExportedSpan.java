package dev.hexad.orchestrator.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A span as the exporter reads it. */
final class ExportedSpan implements SpanData {
  private static final InstrumentationScopeInfo SCOPE = InstrumentationScopeInfo.create("hexad");

  private final Span span;
  private final String trace;

  ExportedSpan(UUID trace, Span span) {
    this.span = span;
    this.trace = trace.toString().replace("-", "");
  }

  @Override
  public String getName() {
    return span.name();
  }

  @Override
  public SpanKind getKind() {
    return span.kind() == Span.Kind.COMMAND ? SpanKind.CONSUMER : SpanKind.INTERNAL;
  }

  @Override
  public SpanContext getSpanContext() {
    return context(span.id());
  }

  @Override
  public SpanContext getParentSpanContext() {
    String parent = span.parent();
    return parent == null ? SpanContext.getInvalid() : context(parent);
  }

  private SpanContext context(String id) {
    return SpanContext.create(trace, id, TraceFlags.getSampled(), TraceState.getDefault());
  }

  @Override
  public StatusData getStatus() {
    return switch (span.status()) {
      case "SUCCEEDED" -> StatusData.ok();
      case "FAILED" -> StatusData.error();
      default -> StatusData.unset();
    };
  }

  @Override
  public long getStartEpochNanos() {
    return nanos(span.start());
  }

  @Override
  public long getEndEpochNanos() {
    return nanos(span.end());
  }

  private static long nanos(Instant time) {
    return time.getEpochSecond() * 1_000_000_000L + time.getNano();
  }

  @Override
  public Attributes getAttributes() {
    AttributesBuilder attributes = Attributes.builder().put("hexad.status", span.status());
    span.attributes().forEach(attributes::put);
    return attributes.build();
  }

  @Override
  public List<EventData> getEvents() {
    return span.milestones().stream()
        .map(m ->
            EventData.create(
                nanos(m.at()),
                m.type(),
                Attributes.of(AttributeKey.stringKey("hexad.source"), m.source())))
        .toList();
  }

  @Override
  public List<LinkData> getLinks() {
    return List.of();
  }

  /** Each agent is a service of its own in the trace. */
  @Override
  public Resource getResource() {
    String agent = span.attributes().get("hexad.agent");
    String service = agent == null ? "hexad-orchestrator" : "hexad-" + agent;
    return Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), service));
  }

  @Override
  public InstrumentationScopeInfo getInstrumentationScopeInfo() {
    return SCOPE;
  }

  @Override
  @Deprecated
  public io.opentelemetry.sdk.common.InstrumentationLibraryInfo getInstrumentationLibraryInfo() {
    return io.opentelemetry.sdk.common.InstrumentationLibraryInfo.create("hexad", null);
  }

  @Override
  public boolean hasEnded() {
    return true;
  }

  @Override
  public int getTotalRecordedEvents() {
    return span.milestones().size();
  }

  @Override
  public int getTotalRecordedLinks() {
    return 0;
  }

  @Override
  public int getTotalAttributeCount() {
    return span.attributes().size() + 1;
  }
}
