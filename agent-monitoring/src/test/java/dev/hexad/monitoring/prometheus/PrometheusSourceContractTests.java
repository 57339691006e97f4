package dev.hexad.monitoring.prometheus;

import dev.hexad.monitoring.source.MetricSourceContractTests;
import dev.hexad.monitoring.source.SourceAdapter;
import dev.hexad.service.outbound.OutboundGuard;

class PrometheusSourceContractTests extends MetricSourceContractTests {
  @Override
  protected SourceAdapter adapter(OutboundGuard guard) {
    return new PrometheusSources(guard, null, CLOCK);
  }

  @Override
  protected String query() {
    return "up";
  }

  @Override
  protected String wrongQuery() {
    return "sum(";
  }

  @Override
  protected String label() {
    return "job";
  }

  @Override
  protected String twoSeries() {
    return """
    {"status":"success","data":{"resultType":"vector","result":[
      {"metric":{"job":"a"},"value":[%d,"3"]},{"metric":{"job":"b"},"value":[%d,"4"]}]}}
    """
        .formatted(AT.getEpochSecond(), AT.getEpochSecond());
  }

  @Override
  protected String none() {
    return "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}";
  }

  @Override
  protected Refusal refusal() {
    return new Refusal(
        400, "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"parse error\"}");
  }
}
