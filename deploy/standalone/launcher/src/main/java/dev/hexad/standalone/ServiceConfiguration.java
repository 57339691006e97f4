package dev.hexad.standalone;

import dev.hexad.servers.EmbeddedServers;
import dev.hexad.servers.ServiceCredentials;
import dev.hexad.servers.StateFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes one property file for each service, readable by the owner only. */
record ServiceConfiguration(Path state, Identity identity) {
  private static final String HOST = "127.0.0.1";

  Path folder() {
    return state.resolve("config");
  }

  void write(EmbeddedServers servers) {
    List<ServiceCredentials> credentials = servers.createServiceSchemas(Service.ids());
    for (Service service : Service.values()) {
      Map<String, String> values = common(service, servers, credentials.get(service.ordinal()));
      values.putAll(
          switch (service) {
            case ORCHESTRATOR -> orchestrator(servers);
            case CI -> agent(service, Map.of("hexad.ci.local-repositories", "true"));
            case CD ->
                agent(
                    service,
                    Map.of("hexad.cd.stop-local", "true", "hexad.cd.local-repositories", "true"));
            case IAC ->
                agent(
                    service,
                    Map.of(
                        "hexad.iac.local-repositories",
                        "true",
                        "hexad.iac.hidden-paths",
                        state.toString()));
            case MONITORING, CLOUD, FINOPS -> agent(service, Map.of());
          });
      StateFile.write(file(service), values);
    }
  }

  /** Changes when a running service would have to be restarted to see its configuration. */
  String fingerprint(Unit unit) {
    StringBuilder text = new StringBuilder();
    unit.services().forEach(service -> text.append(StateFile.read(file(service))));
    return Distribution.digest(text.toString());
  }

  private Map<String, String> common(
      Service service, EmbeddedServers servers, ServiceCredentials database) {
    Map<String, String> values = new TreeMap<>();
    values.put("server.address", HOST);
    values.put("server.port", Integer.toString(service.port(identity.port())));
    values.put("spring.datasource.url", database.url());
    values.put("spring.datasource.username", database.username());
    values.put("spring.datasource.password", database.password());
    values.put("spring.kafka.bootstrap-servers", servers.kafkaBootstrap());
    values.put("hexad.data-dir", state.resolve("data").resolve(service.id()).toString());
    return values;
  }

  private Map<String, String> orchestrator(EmbeddedServers servers) {
    return Map.of(
        "spring.data.redis.host", HOST,
        "spring.data.redis.port", Integer.toString(servers.redisPort()),
        "spring.data.redis.password", servers.redisPassword(),
        "hexad.master-key", identity.masterKey(),
        "hexad.bootstrap.admin-token", identity.adminToken(),
        "hexad.bootstrap.enrolment-token", identity.enrolmentToken());
  }

  private Map<String, String> agent(Service service, Map<String, String> own) {
    Map<String, String> values = new TreeMap<>(own);
    values.put("hexad.orchestrator-url", url(Service.ORCHESTRATOR));
    values.put("hexad.advertised-url", url(service));
    values.put("hexad.enrolment-token", identity.enrolmentToken());
    return values;
  }

  String url(Service service) {
    return "http://" + HOST + ":" + service.port(identity.port());
  }

  private Path file(Service service) {
    return folder().resolve("hexad-" + service.id() + ".properties");
  }
}
