package dev.hexad.monitoring.remote;

import dev.hexad.monitoring.source.MetricSourceContractTests;
import dev.hexad.monitoring.source.SourceAdapter;
import dev.hexad.service.outbound.OutboundGuard;

class EndpointSourceContractTests extends MetricSourceContractTests {
  @Override
  protected SourceAdapter adapter(OutboundGuard guard) {
    return new EndpointSources(new RemoteHttp(guard), CLOCK);
  }

  @Override
  protected String query() {
    return "jobs";
  }

  @Override
  protected String wrongQuery() {
    return "sum(jobs)";
  }

  @Override
  protected String label() {
    return "queue";
  }

  @Override
  protected String twoSeries() {
    return """
    # TYPE jobs gauge
    jobs{queue="a"} 3
    jobs{queue="b"} 4
    """;
  }

  @Override
  protected String none() {
    return "# TYPE other gauge\nother 1\n";
  }
}
