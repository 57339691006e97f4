package dev.hexad.githost.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Whatever comes, reading gives an event or a problem of the sender, and nothing else. */
class PayloadFuzzTests {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<JsonNode> WRONG =
      List.of(
          JSON.nullNode(),
          JSON.stringNode(""),
          JSON.stringNode("x".repeat(3000)),
          JSON.stringNode("-\u0000\ud800/../%n"),
          JSON.stringNode("0".repeat(40)),
          JSON.stringNode("job/a/".repeat(300)),
          JSON.numberNode(-1),
          JSON.numberNode(1.5),
          JSON.numberNode(Double.MAX_VALUE),
          JSON.numberNode(new BigInteger("9".repeat(90))),
          JSON.numberNode(new BigDecimal("1e-50")),
          JSON.booleanNode(true),
          JSON.arrayNode(),
          JSON.arrayNode().add(JSON.nullNode()),
          JSON.objectNode(),
          JSON.objectNode().put("ref", 1));

  private static int events;

  private static void read(WebhookProvider provider, byte[] body, ExpectedRepository repository) {
    try {
      assertThat(Payloads.read(provider, body, repository)).isNotNull();
      events++;
    } catch (HexadException e) {
      assertThat(e.type()).isIn(ProblemType.BAD_REQUEST, ProblemType.INVALID);
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError(
          provider + " " + new String(body, 0, Math.min(500, body.length), StandardCharsets.UTF_8),
          e);
    }
  }

  @ParameterizedTest
  @EnumSource(WebhookProvider.class)
  void readsDamagedBodiesOrRefusesThem(WebhookProvider provider) throws Exception {
    events = 0;
    Random random = new Random(20260102);
    for (Path file :
        Stream.concat(
                TestPayloads.own(provider).stream(), TestPayloads.collected(provider).stream())
            .toList()) {
      byte[] body = Files.readAllBytes(file);
      ExpectedRepository repository = TestPayloads.repositoryOf(body);
      for (int end = 0; end < body.length; end += 97) {
        read(provider, Arrays.copyOf(body, end), repository);
      }
      for (int i = 0; i < 50; i++) {
        byte[] noisy = body.clone();
        noisy[random.nextInt(noisy.length)] = (byte) random.nextInt(256);
        read(provider, noisy, repository);
      }
      JsonNode json = Json.mapper().readTree(body);
      int places = places(json).size();
      for (int place = 0; place < places; place++) {
        JsonNode copy = json.deepCopy();
        places(copy).get(place).accept(WRONG.get(random.nextInt(WRONG.size())));
        read(provider, Json.write(copy).getBytes(StandardCharsets.UTF_8), repository);
      }
    }
    assertThat(events).as("not everything may be refused").isGreaterThan(10);
  }

  @ParameterizedTest
  @EnumSource(WebhookProvider.class)
  void readsEveryWrongTypeInEveryFieldOfItsOwnBodies(WebhookProvider provider) throws Exception {
    for (Path file : TestPayloads.own(provider)) {
      byte[] body = Files.readAllBytes(file);
      ExpectedRepository repository = TestPayloads.repositoryOf(body);
      JsonNode json = Json.mapper().readTree(body);
      int places = places(json).size();
      for (int place = 0; place < places; place++) {
        for (JsonNode wrong : WRONG) {
          JsonNode copy = json.deepCopy();
          places(copy).get(place).accept(wrong);
          read(provider, Json.write(copy).getBytes(StandardCharsets.UTF_8), repository);
        }
      }
    }
  }

  @Test
  void refusesBodiesThatAreNoJsonObject() {
    List<String> bodies =
        List.of(
            "",
            "null",
            "[]",
            "1",
            "\"x\"",
            "{",
            "{}}",
            "payload=%zz",
            "payload=",
            "[".repeat(10_000),
            "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000),
            "{\"number\":" + "9".repeat(100_000) + "}",
            "{\"" + "k".repeat(100_000) + "\":1}");
    for (WebhookProvider provider : WebhookProvider.values()) {
      for (String body : bodies) {
        try {
          Payloads.read(provider, body.getBytes(StandardCharsets.UTF_8), TestPayloads.SHOP);
          throw new AssertionError("read " + body.substring(0, Math.min(30, body.length())));
        } catch (HexadException e) {
          assertThat(e.type()).isEqualTo(ProblemType.BAD_REQUEST);
        }
      }
    }
  }

  /** A setter for every field and element, in one order for equal trees. */
  private static List<Consumer<JsonNode>> places(JsonNode json) {
    List<Consumer<JsonNode>> places = new ArrayList<>();
    if (json instanceof ObjectNode object) {
      for (String name : List.copyOf(object.propertyNames())) {
        places.add(value -> object.set(name, value));
        places.addAll(places(object.get(name)));
      }
    } else if (json instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        int index = i;
        places.add(value -> array.set(index, value));
        places.addAll(places(array.get(i)));
      }
    }
    return places;
  }
}
