package dev.hexad.testkit;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.agent.command.CommandHandler;
import dev.hexad.agent.lease.Leases;
import dev.hexad.service.ServiceProperties;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Adds the capability {@code <agent>.conformance}, whose work the suite can hold and release. */
@Configuration(proxyBeanMethods = false)
public class ConformanceHandlers {
  private static final Map<String, CountDownLatch> HOLDS = new ConcurrentHashMap<>();
  private static final Map<String, AtomicInteger> BEGUN = new ConcurrentHashMap<>();

  /**
   * @param hold when true, the work waits until it is released
   * @param alone what the work has to itself, null for nothing
   */
  public record Parameters(String name, boolean hold, @Nullable String alone) {}

  /** What the work gives. */
  public record Result(String name, int attempt) {}

  static void release(String name) {
    HOLDS.computeIfAbsent(name, n -> new CountDownLatch(1)).countDown();
  }

  static int begun(String name) {
    return BEGUN.computeIfAbsent(name, n -> new AtomicInteger()).get();
  }

  @Bean
  CommandHandler<Parameters, Result> conformanceHandler(ServiceProperties service, Leases leases) {
    return new CommandHandler<>() {
      @Override
      public String capability() {
        return service.name() + ".conformance";
      }

      @Override
      public String description() {
        return "Work for the conformance suite.";
      }

      @Override
      public Class<Parameters> parametersType() {
        return Parameters.class;
      }

      @Override
      public Class<Result> resultType() {
        return Result.class;
      }

      @Override
      public Result handle(Parameters parameters, CommandContext context) throws Exception {
        String alone = parameters.alone();
        if (alone == null) {
          return work(parameters, context);
        }
        try (var lease =
            leases.await(context, List.of(alone), "conformance", Leases.WhenAway.WAIT)) {
          Result result = work(parameters, context);
          return lease.lost() ? new Result("lost", 0) : result;
        }
      }

      private Result work(Parameters parameters, CommandContext context)
          throws InterruptedException {
        BEGUN.computeIfAbsent(parameters.name(), n -> new AtomicInteger()).incrementAndGet();
        context.log().line("begun " + parameters.name());
        context.progress(50, "half way");
        if (parameters.hold()) {
          HOLDS.computeIfAbsent(parameters.name(), n -> new CountDownLatch(1)).await();
        }
        context.log().line("done");
        return new Result(parameters.name(), context.attempt());
      }
    };
  }

  static String unique() {
    return UUID.randomUUID().toString();
  }
}
