package dev.hexad.servers;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The few words of the Redis protocol that supervising the server takes. */
final class RedisConnection implements Closeable {
  private static final int TIMEOUT_MILLIS = 3000;

  private final Socket socket = new Socket();
  private final BufferedReader answers;

  RedisConnection(int port, String password) throws IOException {
    try {
      socket.connect(new InetSocketAddress(LoopbackPorts.HOST, port), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      answers =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      expect("+OK", "AUTH", password);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  void expect(String answer, String... words) throws IOException {
    StringBuilder request = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      int length = word.getBytes(StandardCharsets.UTF_8).length;
      request.append("$").append(length).append("\r\n").append(word).append("\r\n");
    }
    socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
    String line = answers.readLine();
    if (!answer.equals(line)) {
      throw new IOException("redis answered " + line + " to " + words[0]);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
