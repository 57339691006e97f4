package dev.hexad.iac.tool;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * The only door of a network namespace: a program of its own, which leads ports of the loopback
 * address there to a Unix socket of the agent. It needs nothing but this class, and ends with its
 * standard input, so that it never outlives the agent.
 */
final class Gate {
  /** What it says when its ports are open. */
  static final String OPEN = "open";

  /** SIOCSIFFLAGS of Linux, and the flags IFF_UP and IFF_RUNNING. */
  private static final long SET_FLAGS = 0x8914;

  private static final short UP = 0x41;
  private static final int REQUEST_BYTES = 40;
  private static final int FLAGS_AT = 16;
  private static final int IPV4 = 2;
  private static final int DATAGRAM = 2;
  private static final int BUFFER = 16 * 1024;

  private Gate() {}

  /**
   * Opens the door.
   *
   * @param arguments path of the socket, then ports
   */
  public static void main(String[] arguments) throws Throwable {
    raiseLoopback();
    var agent = UnixDomainSocketAddress.of(arguments[0]);
    for (int i = 1; i < arguments.length; i++) {
      int port = Integer.parseInt(arguments[i]);
      var server = ServerSocketChannel.open();
      server.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
      Thread.ofPlatform().start(() -> accept(server, agent, port));
    }
    System.out.write((OPEN + "\n").getBytes(StandardCharsets.US_ASCII));
    System.out.flush();
    System.in.transferTo(System.err);
    Runtime.getRuntime().halt(0);
  }

  /** A new namespace has a loopback interface that is down. */
  @SuppressWarnings("restricted") // two calls of the C library, which Java has no other way to make
  private static void raiseLoopback() throws Throwable {
    var linker = Linker.nativeLinker();
    var library = linker.defaultLookup();
    var socket =
        linker.downcallHandle(
            library.find("socket").orElseThrow(),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT));
    var control =
        linker.downcallHandle(
            library.find("ioctl").orElseThrow(),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_LONG,
                ValueLayout.ADDRESS),
            Linker.Option.firstVariadicArg(2));
    try (var arena = Arena.ofConfined()) {
      MemorySegment request = arena.allocate(REQUEST_BYTES);
      request.setString(0, "lo");
      request.set(ValueLayout.JAVA_SHORT, FLAGS_AT, UP);
      int descriptor = (int) socket.invokeExact(IPV4, DATAGRAM, 0);
      if ((int) control.invokeExact(descriptor, SET_FLAGS, request) != 0) {
        throw new IOException("the loopback interface cannot be raised");
      }
    }
  }

  private static void accept(ServerSocketChannel server, UnixDomainSocketAddress agent, int port) {
    while (true) {
      try {
        SocketChannel program = server.accept();
        Thread.ofVirtual().start(() -> lead(program, agent, port));
      } catch (IOException e) {
        System.err.println("port " + port + ": " + e);
      }
    }
  }

  private static void lead(SocketChannel program, UnixDomainSocketAddress agent, int port) {
    try (program;
        var outside = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      outside.connect(agent);
      outside.write(ByteBuffer.allocate(Short.BYTES).putShort((short) port).flip());
      join(program, outside);
    } catch (IOException e) {
      System.err.println("port " + port + ": " + e);
    }
  }

  /** Passes on what either side says, until both have ended. */
  static void join(SocketChannel one, SocketChannel other) {
    Thread back = Thread.ofVirtual().start(() -> copy(other, one));
    copy(one, other);
    try {
      back.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void copy(SocketChannel from, SocketChannel to) {
    var buffer = ByteBuffer.allocate(BUFFER);
    try {
      while (from.read(buffer) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          to.write(buffer);
        }
        buffer.clear();
      }
      to.shutdownOutput();
    } catch (IOException e) {
      abandon(from, to);
    }
  }

  /** One side is gone: the other has nobody to speak to. */
  private static void abandon(SocketChannel... both) {
    for (var each : both) {
      try {
        each.close();
      } catch (IOException e) {
        System.err.println(e);
      }
    }
  }
}
