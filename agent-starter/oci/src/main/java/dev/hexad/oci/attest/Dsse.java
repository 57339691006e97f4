package dev.hexad.oci.attest;

import dev.hexad.contracts.message.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The envelope of the DSSE specification 1.0: a payload and signatures over its type and bytes. */
record Dsse(String payloadType, String payload, List<Signature> signatures) {
  static final String MEDIA_TYPE = "application/vnd.dsse.envelope.v1+json";

  Dsse {
    if (payloadType == null || payload == null || signatures == null) {
      throw new IllegalArgumentException("a field of the envelope is missing");
    }
  }

  record Signature(@Nullable String keyid, String sig) {
    Signature {
      if (sig == null) {
        throw new IllegalArgumentException("a signature is missing");
      }
    }
  }

  /** A payload with the key that signed it. */
  record Opened(byte[] payload, PublicKeyPem signedBy) {}

  static byte[] seal(String payloadType, byte[] payload, SigningKey key) {
    byte[] signature = key.sign(encoded(payloadType, payload));
    var base64 = Base64.getEncoder();
    return Json.mapper()
        .writeValueAsBytes(
            new Dsse(
                payloadType,
                base64.encodeToString(payload),
                List.of(new Signature(key.id(), base64.encodeToString(signature)))));
  }

  /** The payload, when one of the keys signed it; the key id inside is a hint only. */
  static Optional<Opened> open(
      byte[] envelope, String payloadType, Collection<PublicKeyPem> trusted) {
    try {
      Dsse dsse = Json.mapper().readValue(envelope, Dsse.class);
      byte[] payload = Base64.getDecoder().decode(dsse.payload());
      byte[] signed = encoded(dsse.payloadType(), payload);
      if (!payloadType.equals(dsse.payloadType())) {
        return Optional.empty();
      }
      for (Signature signature : dsse.signatures()) {
        byte[] bytes = Base64.getDecoder().decode(signature.sig());
        for (PublicKeyPem key : trusted) {
          if (key.verifies(signed, bytes)) {
            return Optional.of(new Opened(payload, key));
          }
        }
      }
      return Optional.empty();
    } catch (JacksonException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The specification's pre-authentication encoding. */
  static byte[] encoded(String payloadType, byte[] payload) {
    byte[] type = payloadType.getBytes(StandardCharsets.UTF_8);
    var out = new ByteArrayOutputStream();
    out.writeBytes(("DSSEv1 " + type.length + " ").getBytes(StandardCharsets.UTF_8));
    out.writeBytes(type);
    out.writeBytes((" " + payload.length + " ").getBytes(StandardCharsets.UTF_8));
    out.writeBytes(payload);
    return out.toByteArray();
  }
}
