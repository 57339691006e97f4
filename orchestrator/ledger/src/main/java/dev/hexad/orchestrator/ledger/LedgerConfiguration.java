package dev.hexad.orchestrator.ledger;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;

@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {

  @Bean
  RedisMessageListenerContainer ledgerFanOut(RedisConnectionFactory redis, LedgerTail tail) {
    var container = new RedisMessageListenerContainer();
    container.setConnectionFactory(redis);
    var executor = new SimpleAsyncTaskExecutor("ledger-fan-out-");
    executor.setVirtualThreads(true);
    container.setTaskExecutor(executor);
    container.addMessageListener(tail, new ChannelTopic(LedgerTail.CHANNEL));
    container.setRecoveryInterval(2_000);
    container.setAutoStartup(false);
    return container;
  }
}
