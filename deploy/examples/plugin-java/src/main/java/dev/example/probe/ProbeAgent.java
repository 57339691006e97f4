package dev.example.probe;

import dev.hexad.agent.AgentDefinition;
import dev.hexad.agent.HexadAgent;
import dev.hexad.agent.command.CommandContext;
import dev.hexad.agent.command.CommandHandler;
import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.service.outbound.GuardedHttp;
import java.net.URI;
import java.net.http.HttpRequest;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

@SpringBootApplication
public class ProbeAgent {
  record Settings(long slowMillis) {}

  record Parameters(String url) {}

  record Result(int status, long millis, boolean slow) {}

  public static void main(String[] args) {
    HexadAgent.run(ProbeAgent.class, "probe", args);
  }

  @Bean
  AgentDefinition<Settings> definition() {
    return AgentDefinition.of("probe", "Probe", "Asks URLs.", new Settings(1_000));
  }

  @Component
  record Check(GuardedHttp http, LiveConfiguration<Settings> configuration)
      implements CommandHandler<Parameters, Result> {
    public String capability() {
      return "probe.url";
    }

    public String description() {
      return "Asks a URL and says how long the answer took.";
    }

    public Class<Parameters> parametersType() {
      return Parameters.class;
    }

    public Class<Result> resultType() {
      return Result.class;
    }

    public Result handle(Parameters wish, CommandContext context) throws Exception {
      context.progress(null, "asks " + wish.url());
      long start = System.nanoTime();
      int status = http.send(HttpRequest.newBuilder(URI.create(wish.url())).build(), 64).status();
      long millis = (System.nanoTime() - start) / 1_000_000;
      return new Result(status, millis, millis > configuration.current().slowMillis());
    }
  }
}
