package dev.hexad.service.bus;

import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.util.backoff.ExponentialBackOff;
import tools.jackson.core.JacksonException;

/** The bus on Kafka: one topic per stream, the key decides the partition. */
final class KafkaBus implements Bus, DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(KafkaBus.class);
  private static final int PARTITIONS = 6;

  /** Header with the envelope's type, so that a reader can pass over what it does not want. */
  private static final String TYPE = "hexad-type";

  private static final long ACK_MILLIS = 500;
  private static final long PUBLISH_TIMEOUT_SECONDS = 10;
  private static final int ATTEMPTS = 12;

  private final DefaultKafkaProducerFactory<String, byte[]> producers;
  private final KafkaTemplate<String, byte[]> template;
  private final KafkaAdmin admin;
  private final Map<String, Object> consumerProperties;
  private final Parking parking;

  KafkaBus(
      DefaultKafkaProducerFactory<String, byte[]> producers,
      KafkaAdmin admin,
      Map<String, Object> consumerProperties,
      Parking parking) {
    this.producers = producers;
    this.template = new KafkaTemplate<>(producers);
    this.admin = admin;
    this.consumerProperties = consumerProperties;
    this.parking = parking;
  }

  @Override
  public void publish(List<Message> messages) {
    List<Future<?>> sent = new ArrayList<>();
    try {
      for (Message message : messages) {
        byte[] value = message.envelope().getBytes(StandardCharsets.UTF_8);
        var item = new ProducerRecord<>(message.topic(), message.key(), value);
        item.headers().add(TYPE, message.type().getBytes(StandardCharsets.UTF_8));
        sent.add(template.send(item));
      }
      for (Future<?> future : sent) {
        future.get(PUBLISH_TIMEOUT_SECONDS, TimeUnit.SECONDS);
      }
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw new BusUnavailableException("Kafka did not take " + messages.size() + " messages", e);
    } catch (org.springframework.kafka.KafkaException e) {
      throw new BusUnavailableException("Kafka did not take " + messages.size() + " messages", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BusUnavailableException("interrupted while publishing", e);
    }
  }

  @Override
  public Subscription subscribe(String group, String topic, Set<String> types, Handler handler) {
    MessageListener<String, byte[]> listener =
        item -> {
          if (mayBe(types, item)) {
            envelope(group, item)
                .filter(envelope -> types.contains(envelope.type()))
                .ifPresent(handler::handle);
          }
        };
    return listen(group, topic, listener);
  }

  /** Told from the header, where the sender set one. */
  private static boolean mayBe(Set<String> types, ConsumerRecord<String, byte[]> item) {
    Header type = item.headers().lastHeader(TYPE);
    return type == null || types.contains(new String(type.value(), StandardCharsets.UTF_8));
  }

  @Override
  public Subscription subscribeGroups(String group, String topic, GroupHandler handler) {
    return listen(
        group,
        topic,
        (BatchMessageListener<String, byte[]>) items -> deliver(group, items, handler));
  }

  private Subscription listen(String group, String topic, Object listener) {
    createTopic(topic);
    var properties = new ContainerProperties(topic);
    properties.setGroupId(group);
    // Handlers know what they have handled, so that a few messages may come again after a crash.
    properties.setAckMode(ContainerProperties.AckMode.TIME);
    properties.setAckTime(ACK_MILLIS);
    properties.setSyncCommits(false);
    properties.setMissingTopicsFatal(false);
    properties.setShutdownTimeout(8_000);
    var executor = new SimpleAsyncTaskExecutor("bus-" + group + "-");
    executor.setVirtualThreads(true);
    properties.setListenerTaskExecutor(executor);
    properties.setMessageListener(listener);
    var factory =
        new DefaultKafkaConsumerFactory<>(
            consumerProperties, new StringDeserializer(), new ByteArrayDeserializer());
    factory.updateConfigs(
        Map.of(
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            200,
            ConsumerConfig.METADATA_MAX_AGE_CONFIG,
            30_000,
            // The broker answers as soon as there is something; this is for when there is not.
            ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
            2_000,
            ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
            2_000));
    var container = new KafkaMessageListenerContainer<>(factory, properties);
    container.setCommonErrorHandler(errorHandler(group));
    container.start();
    return container::stop;
  }

  private void deliver(
      String group, List<ConsumerRecord<String, byte[]>> items, GroupHandler handler) {
    var envelopes = new ArrayList<Envelope>();
    var positions = new ArrayList<Integer>();
    for (int i = 0; i < items.size(); i++) {
      Optional<Envelope> envelope = envelope(group, items.get(i));
      if (envelope.isPresent()) {
        envelopes.add(envelope.get());
        positions.add(i);
      }
    }
    try {
      handler.handle(envelopes);
    } catch (PartlyHandledException e) {
      throw new BatchListenerFailedException(
          "a message failed", e.getCause(), positions.get(e.failed()));
    }
  }

  /** Empty when it is none; then it is parked. */
  private Optional<Envelope> envelope(String group, ConsumerRecord<String, byte[]> item) {
    String text = new String(item.value(), StandardCharsets.UTF_8);
    try {
      return Optional.of(Json.read(text, Envelope.class));
    } catch (JacksonException e) {
      parking.park(group, "not a Hexad envelope: " + e.getMessage(), text);
      return Optional.empty();
    }
  }

  /** Retries for about five minutes, then parks; parking needs the database, so an outage waits. */
  private DefaultErrorHandler errorHandler(String group) {
    var backOff = new ExponentialBackOff(200, 2);
    backOff.setMaxInterval(30_000);
    backOff.setMaxAttempts(ATTEMPTS);
    return new DefaultErrorHandler(
        (item, failure) -> {
          log.atError().setCause(failure).addKeyValue("group", group).log("message parked");
          Throwable cause = failure.getCause() == null ? failure : failure.getCause();
          parking.park(
              group, cause.toString(), new String((byte[]) item.value(), StandardCharsets.UTF_8));
        },
        backOff);
  }

  @Override
  public void destroy() {
    producers.destroy();
  }

  private void createTopic(String topic) {
    try {
      admin.createOrModifyTopics(new NewTopic(topic, PARTITIONS, (short) 1));
    } catch (RuntimeException e) {
      log.atWarn()
          .addKeyValue("topic", topic)
          .addKeyValue("reason", e.getMessage())
          .log("topic not created yet, the broker creates it at first use");
    }
  }
}
