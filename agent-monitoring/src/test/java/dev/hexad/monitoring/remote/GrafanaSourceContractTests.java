package dev.hexad.monitoring.remote;

import dev.hexad.monitoring.source.MetricSourceContractTests;
import dev.hexad.monitoring.source.SourceAdapter;
import dev.hexad.service.outbound.OutboundGuard;

class GrafanaSourceContractTests extends MetricSourceContractTests {
  @Override
  protected SourceAdapter adapter(OutboundGuard guard) {
    return new GrafanaSources(new RemoteHttp(guard), CLOCK);
  }

  @Override
  protected String query() {
    return "up";
  }

  @Override
  protected String wrongQuery() {
    return "up(";
  }

  @Override
  protected String label() {
    return "job";
  }

  @Override
  protected String twoSeries() {
    return """
    {"results":{"A":{"status":200,"frames":[
      {"schema":{"fields":[{"name":"Time","type":"time"},
        {"name":"Value","type":"number","labels":{"job":"a"}}]},
       "data":{"values":[[%1$d],[3]]}},
      {"schema":{"fields":[{"name":"Time","type":"time"},
        {"name":"Value","type":"number","labels":{"job":"b"}}]},
       "data":{"values":[[%1$d],[4]]}}]}}}
    """
        .formatted(AT.toEpochMilli());
  }

  @Override
  protected String none() {
    return "{\"results\":{\"A\":{\"status\":200,\"frames\":[]}}}";
  }

  @Override
  protected Refusal refusal() {
    return new Refusal(
        200, "{\"results\":{\"A\":{\"status\":400,\"error\":\"parse error\",\"frames\":[]}}}");
  }
}
