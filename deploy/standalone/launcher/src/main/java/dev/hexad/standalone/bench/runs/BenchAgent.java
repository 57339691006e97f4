package dev.hexad.standalone.bench.runs;

import dev.hexad.agent.AgentDefinition;
import dev.hexad.agent.HexadAgent;
import dev.hexad.agent.command.CommandContext;
import dev.hexad.agent.command.CommandHandler;
import java.time.Instant;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** An agent whose only work is to say when it began, as an agent of anybody's would be written. */
@SpringBootApplication
public class BenchAgent {
  static final String ID = "bench";

  public static void main(String[] args) {
    HexadAgent.run(BenchAgent.class, ID, args);
  }

  @Bean
  AgentDefinition<Settings> definition() {
    return AgentDefinition.of(ID, "Bench", "Says when it began.", new Settings());
  }

  @Bean
  CommandHandler<Nothing, Begun> note() {
    return new CommandHandler<>() {
      @Override
      public String capability() {
        return ID + ".note";
      }

      @Override
      public String description() {
        return "Says when it began.";
      }

      @Override
      public Class<Nothing> parametersType() {
        return Nothing.class;
      }

      @Override
      public Class<Begun> resultType() {
        return Begun.class;
      }

      @Override
      public Begun handle(Nothing parameters, CommandContext context) {
        return new Begun(Instant.now());
      }
    };
  }

  /** Nothing to set. */
  public record Settings() {}

  /** Nothing to say. */
  public record Nothing() {}

  /** When the work began. */
  public record Begun(Instant at) {}
}
