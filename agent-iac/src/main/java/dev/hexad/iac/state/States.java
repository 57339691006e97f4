package dev.hexad.iac.state;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * States of workspaces. A version is never changed; a write needs the lock when there is one, a
 * newer serial of the same lineage, and no older lease than the last writer's.
 */
@Service
class States {
  private final StateStore store;
  private final LockStore locks;
  private final StateCipher cipher;
  private final Owners owners;

  States(StateStore store, LockStore locks, StateCipher cipher, Owners owners) {
    this.store = store;
    this.locks = locks;
    this.cipher = cipher;
    this.owners = owners;
  }

  /** The current text, empty when there is none; goes on record. */
  @Transactional
  public Optional<byte[]> read(String workspace, Writer by) {
    return store.head(workspace).map(head -> text(workspace, head.version(), by));
  }

  /** The text of a version; goes on record. */
  @Transactional
  public byte[] read(String workspace, long version, Writer by) {
    return text(workspace, version, by);
  }

  private byte[] text(String workspace, long version, Writer by) {
    byte[] text = open(workspace, version);
    store.note(workspace, version, "read", by);
    return text;
  }

  private byte[] open(String workspace, long version) {
    StateCipher.Sealed sealed =
        store
            .sealed(workspace, version)
            .orElseThrow(() -> HexadException.notFound("version of state " + workspace, version));
    return cipher.open(sealed, context(workspace, version));
  }

  private static String context(String workspace, long version) {
    return "state/" + workspace + "/" + version;
  }

  /**
   * Keeps a new version.
   *
   * @param lockId of the lock that the writer has, null for none
   * @throws HexadException of type conflict for a writer who has no right to any more
   */
  @Transactional
  public void write(String workspace, byte[] text, @Nullable String lockId, Writer by) {
    StateText read = StateText.of(text);
    store.alone(workspace);
    checkLock(workspace, lockId);
    String md5 = md5(text);
    Optional<StateStore.Head> head = store.head(workspace);
    if (head.isPresent()) {
      StateStore.Head current = head.get();
      if (by.fence() != 0 && by.fence() < current.fence()) {
        throw stale("somebody with a later lease has written it meanwhile");
      }
      if (!current.lineage().equals(read.lineage())) {
        throw stale("it belongs to another state; its lineage is " + current.lineage());
      }
      if (current.serial() == read.serial() && current.md5().equals(md5)) {
        return;
      }
      if (read.serial() <= current.serial()) {
        throw stale("its serial is " + current.serial() + " already");
      }
    }
    keep(workspace, text, read, md5, by, null);
    store.note(workspace, store.lastVersion(workspace), "written", by);
  }

  private void keep(
      String workspace,
      byte[] text,
      StateText read,
      String md5,
      Writer by,
      @Nullable Long restoredFrom) {
    long version = store.lastVersion(workspace) + 1;
    StateCipher.Sealed sealed = cipher.seal(text, context(workspace, version));
    store.add(
        new StateStore.Draft(workspace, version, read, text.length, md5, by, restoredFrom, sealed));
    owners.put(workspace, version, read.identities());
  }

  /** Keeps what the current version holds, so that it can be asked who makes a resource. */
  @Transactional
  public void index(String workspace) {
    store.alone(workspace);
    store
        .head(workspace)
        .ifPresent(head ->
            owners.put(
                workspace,
                head.version(),
                StateText.of(open(workspace, head.version())).identities()));
  }

  private void checkLock(String workspace, @Nullable String lockId) {
    Optional<StateLock> lock = locks.find(workspace);
    if (lock.isPresent() && !lock.get().id().equals(lockId)) {
      throw new LockedException(lock.get());
    }
    if (lock.isEmpty() && lockId != null) {
      throw stale("the lock " + lockId + " was taken away");
    }
  }

  private static HexadException stale(String reason) {
    return new HexadException(
        ProblemType.CONFLICT, "The state was not written: " + reason + "; plan anew.");
  }

  /** The first version, unless there is one already. */
  @Transactional
  public void adopt(String workspace, byte[] text, Writer by) {
    store.alone(workspace);
    if (store.lastVersion(workspace) == 0) {
      keep(workspace, text, StateText.of(text), md5(text), by, null);
      store.note(workspace, 1L, "adopted", by);
    }
  }

  /** Takes the lock; the same lock again is no second one. */
  @Transactional(noRollbackFor = LockedException.class)
  public void lock(String workspace, byte[] body, Writer by) {
    var info = StateLock.info(body);
    store.alone(workspace);
    locks.removeOfDead();
    var wish =
        new StateLock(workspace, info.path("ID").asString(""), info, by.holder(), Instant.now());
    if (locks.take(wish)) {
      store.note(workspace, null, "locked", by);
      return;
    }
    StateLock held = locks.find(workspace).orElseThrow();
    if (!held.id().equals(wish.id())) {
      throw new LockedException(held);
    }
  }

  /**
   * Gives the lock back. Without its id, as {@code force-unlock} asks for it, only who may take
   * locks of others away.
   */
  @Transactional
  public void unlock(String workspace, byte[] body, Writer by) {
    String id = StateLock.idOf(body);
    store.alone(workspace);
    Optional<StateLock> lock = locks.find(workspace);
    if (lock.isEmpty()) {
      return;
    }
    if (id == null ? !by.unlocks() : !id.equals(lock.get().id())) {
      throw new LockedException(lock.get());
    }
    locks.remove(workspace);
    store.note(workspace, null, id == null ? "unlocked by force" : "unlocked", by);
  }

  @Transactional
  public void delete(String workspace, @Nullable String lockId, Writer by) {
    store.alone(workspace);
    checkLock(workspace, lockId);
    store.delete(workspace);
    owners.remove(workspace);
    store.note(workspace, null, "deleted", by);
  }

  /** Makes an earlier version the current one again, as a new version with a newer serial. */
  @Transactional
  public StateStore.Version restore(String workspace, long version, Writer by) {
    store.alone(workspace);
    checkLock(workspace, null);
    byte[] old = open(workspace, version);
    long serial =
        Math.max(
            StateText.of(old).serial(),
            store.head(workspace).map(StateStore.Head::serial).orElse(0L));
    byte[] text = StateSerial.of(old, serial + 1);
    keep(workspace, text, StateText.of(text), md5(text), by, version);
    store.note(workspace, version, "restored", by);
    return store.versions(workspace, null, 1).getFirst();
  }

  /** Difference between two versions; both go on record. */
  @Transactional
  public List<StateChange> diff(String workspace, long from, long to, Writer by) {
    return StateChange.between(text(workspace, from, by), text(workspace, to, by));
  }

  /** What stands in a version, with secrets masked. */
  @Transactional
  public List<StateResource> resources(String workspace, long version, Writer by) {
    return StateText.instances(text(workspace, version, by)).stream()
        .map(StateResource::of)
        .toList();
  }

  /**
   * Puts data keys under the key that is used now, some at a time.
   *
   * @return how many
   */
  @Transactional
  public int rotate(int limit, String activeKey) {
    List<StateStore.WrappedKey> old = store.wrappedOtherwise(activeKey, limit);
    for (StateStore.WrappedKey key : old) {
      String context = context(key.workspace(), key.version());
      store.rewrapped(key, cipher.rewrap(key.keyId(), key.dataKey(), context));
    }
    return old.size();
  }

  static String md5(byte[] text) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Terraform sends the digest of what it means to send. */
  static void checkDigest(byte[] text, @Nullable String contentMd5) {
    if (contentMd5 != null
        && !MessageDigest.isEqual(
            contentMd5.getBytes(StandardCharsets.US_ASCII),
            md5(text).getBytes(StandardCharsets.US_ASCII))) {
      throw new HexadException(
          ProblemType.INVALID, "The state did not arrive whole: Content-MD5 is another one.");
    }
  }
}
