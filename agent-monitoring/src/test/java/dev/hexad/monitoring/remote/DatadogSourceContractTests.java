package dev.hexad.monitoring.remote;

import dev.hexad.monitoring.source.MetricSourceContractTests;
import dev.hexad.monitoring.source.SourceAdapter;
import dev.hexad.service.outbound.OutboundGuard;

class DatadogSourceContractTests extends MetricSourceContractTests {
  @Override
  protected SourceAdapter adapter(OutboundGuard guard) {
    return new DatadogSources(new RemoteHttp(guard), CLOCK);
  }

  @Override
  protected String query() {
    return "avg:a{*}";
  }

  @Override
  protected String wrongQuery() {
    return "avg:";
  }

  @Override
  protected String label() {
    return "host";
  }

  @Override
  protected String twoSeries() {
    return """
    {"status":"ok","res_type":"time_series","series":[
      {"metric":"a","tag_set":["host:a"],"pointlist":[[%1$d.0,3.0]]},
      {"metric":"a","tag_set":["host:b"],"pointlist":[[%1$d.0,4.0]]}]}
    """
        .formatted(AT.toEpochMilli());
  }

  @Override
  protected String none() {
    return "{\"status\":\"ok\",\"res_type\":\"time_series\",\"series\":[]}";
  }

  @Override
  protected Refusal refusal() {
    return new Refusal(200, "{\"status\":\"error\",\"error\":\"Rule 1 failed to parse\"}");
  }
}
