package dev.hexad.service.bus;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin;

/** Wires the bus; Kafka unless another {@link Bus} bean is there. */
@Configuration(proxyBeanMethods = false)
public class BusConfiguration {

  @Bean
  Parking parking(JdbcClient jdbc, MeterRegistry meters) {
    return new Parking(jdbc, meters);
  }

  @Bean
  @ConditionalOnMissingBean
  Bus bus(KafkaAdmin admin, KafkaProperties properties, Parking parking) {
    var producers =
        new DefaultKafkaProducerFactory<>(
            properties.buildProducerProperties(),
            new StringSerializer(),
            new ByteArraySerializer());
    return new KafkaBus(producers, admin, properties.buildConsumerProperties(), parking);
  }
}
