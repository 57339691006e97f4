package dev.hexad.githost.jenkins;

/** What became of an item in Jenkins' queue. */
public sealed interface QueueState {
  /**
   * Not yet started.
   *
   * @param why Jenkins' words, may be empty
   */
  record Waiting(String why) implements QueueState {}

  record Started(int number) implements QueueState {}

  record Cancelled() implements QueueState {}

  /** Jenkins forgets items some minutes after they left the queue. */
  record Gone() implements QueueState {}
}
