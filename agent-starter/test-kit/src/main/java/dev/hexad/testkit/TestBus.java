package dev.hexad.testkit;

import dev.hexad.contracts.command.CommandRequest;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.event.Event;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Messages;
import dev.hexad.service.bus.Bus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** A stranger on the bus: sends commands and events, and collects all events from now on. */
public final class TestBus implements AutoCloseable {
  private final KafkaProducer<String, String> producer;
  private final KafkaConsumer<String, String> consumer;
  private final List<Envelope> seen = new CopyOnWriteArrayList<>();
  private final Thread reader;

  public TestBus(String bootstrap) {
    createEventsTopic(bootstrap);
    var properties = new Properties();
    properties.put("bootstrap.servers", bootstrap);
    properties.put("group.id", "test-" + UUID.randomUUID());
    properties.put("auto.offset.reset", "earliest");
    producer = new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
    consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer());
    consumer.subscribe(List.of(Bus.EVENTS));
    reader = Thread.ofPlatform().daemon().name("test-bus").start(this::read);
  }

  private static void createEventsTopic(String bootstrap) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin.createTopics(List.of(new NewTopic(Bus.EVENTS, 6, (short) 1))).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void read() {
    try {
      while (true) {
        for (ConsumerRecord<String, String> item : consumer.poll(Duration.ofMillis(200))) {
          seen.add(Json.read(item.value(), Envelope.class));
        }
      }
    } catch (WakeupException e) {
      consumer.close();
    }
  }

  public void send(String topic, String key, String text) {
    try {
      producer.send(new ProducerRecord<>(topic, key, text)).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  public void send(String topic, String key, Envelope envelope) {
    send(topic, key, Json.write(envelope));
  }

  /** An envelope as the orchestrator would send it. */
  public static Envelope envelope(UUID id, String type, String subject, UUID run, Object data) {
    return new Envelope(
        "1.0",
        id,
        "/orchestrator",
        type,
        subject,
        Instant.now(),
        "application/json",
        "default",
        run,
        null,
        null,
        Json.tree(data));
  }

  /** Sends an event as if another service had published it. */
  public void publish(Event event, UUID run) {
    String type = Messages.typeOf(event.getClass());
    send(Bus.EVENTS, event.subject(), envelope(Ids.next(), type, event.subject(), run, event));
  }

  /** A command with an id of its own; send it with {@link #send(Envelope)}. */
  public static Envelope command(
      String capability, Object parameters, UUID run, @Nullable ChangeRef change) {
    UUID id = Ids.next();
    var request =
        new CommandRequest(
            id,
            capability,
            run,
            "stage",
            change,
            Instant.now().plusSeconds(300),
            Json.tree(parameters));
    return envelope(id, CommandRequest.typeOf(capability), run.toString(), run, request);
  }

  /** Sends a command envelope to the agent that owns its capability. */
  public void send(Envelope command) {
    String capability = command.data().get("capability").stringValue();
    send(Bus.commands(CommandRequest.agentOf(capability)), command.subject(), command);
  }

  public void cancel(String agent, Envelope command) {
    UUID id = UUID.fromString(command.data().get("commandId").stringValue());
    send(
        Bus.commands(agent),
        command.subject(),
        envelope(
            Ids.next(),
            CommandRequest.CANCEL_TYPE,
            command.subject(),
            command.correlationid(),
            new CommandRequest.CancelRequest(id, "test")));
  }

  public List<Envelope> seen() {
    return List.copyOf(seen);
  }

  /** Events of a type seen so far. */
  public <E extends Event> List<E> seen(Class<E> type) {
    String name = Messages.typeOf(type);
    return seen.stream()
        .filter(envelope -> envelope.type().equals(name))
        .map(envelope -> Json.convert(envelope.data(), type))
        .toList();
  }

  /** Waits for an event of a type; fails after 60 seconds. */
  public <E extends Event> E await(Class<E> type, Predicate<E> wanted) {
    return Await.value(
        "event " + type.getSimpleName(),
        () -> seen(type).stream().filter(wanted).findFirst().orElse(null));
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      reader.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close(Duration.ofSeconds(2));
  }
}
