package dev.hexad.cloud.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.message.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What every provider keeps, whatever it reads. */
public abstract class CloudProviderContractTests {
  /** A provider with one account that answers and has something in it. */
  protected abstract CloudProvider provider();

  /** A text that was given to the provider as a credential. */
  protected abstract String credential();

  private CloudAccount account() {
    return provider().accounts().getFirst();
  }

  private List<CloudResource> all() {
    var all = new ArrayList<CloudResource>();
    CloudAccount account = account();
    account.scopes().forEach(scope -> account.read(scope, all::add));
    return all;
  }

  @Test
  void saysWhoWeAre() {
    assertThat(account().availability()).isInstanceOf(Availability.Available.class);
    assertThat(account().name()).isNotBlank();
  }

  @Test
  void hasScopesThatDoNotRepeat() {
    List<Scope> scopes = account().scopes();
    assertThat(scopes).isNotEmpty().doesNotHaveDuplicates();
    assertThat(scopes).allMatch(s -> !s.region().isBlank() && !s.service().isBlank());
  }

  @Test
  void givesEachResourceATypeOfItsOwnAnIdAndAPlace() {
    Set<String> keys = new HashSet<>();
    List<CloudResource> all = all();
    assertThat(all).isNotEmpty();
    for (CloudResource resource : all) {
      assertThat(resource.type()).startsWith(provider().name() + ".");
      assertThat(resource.id()).as(resource.type()).isNotBlank();
      assertThat(resource.name()).as(resource.type()).isNotBlank();
      assertThat(resource.region()).as(resource.type()).isNotBlank();
      assertThat(resource.state()).as(resource.type()).isNotBlank().isNotEqualTo("null");
      assertThat(resource.raw().isObject()).as(resource.type()).isTrue();
      assertThat(keys.add(resource.type() + " " + resource.id())).as(resource.id()).isTrue();
    }
  }

  @Test
  void saysTheSameWhenNothingHasChanged() {
    assertThat(texts()).isEqualTo(texts());
  }

  private TreeSet<String> texts() {
    var texts = new TreeSet<String>();
    all().forEach(resource -> texts.add(Json.write(resource)));
    return texts;
  }

  @Test
  void linksToWhatIsNamedInFull() {
    assertThat(all())
        .flatExtracting(CloudResource::relations)
        .allMatch(link ->
            !link.verb().isBlank()
                && link.type().startsWith(provider().name() + ".")
                && !link.id().isBlank());
  }

  @Test
  void keepsNoCredential() {
    assertThat(texts().toString()).doesNotContain(credential());
  }

  @Test
  void offersActionsWithWordsAndPermissions() {
    for (CloudAction<?> action : provider().actions()) {
      assertThat(action.provider()).isEqualTo(provider().name());
      assertThat(action.description()).as(action.name()).endsWith(".");
      assertThat(action.types()).as(action.name()).isNotEmpty();
      assertThat(action.types()).allMatch(type -> type.startsWith(provider().name() + "."));
      assertThat(action.permissions()).as(action.name()).isNotEmpty();
    }
    List<String> names =
        provider().actions().stream()
            .flatMap(action -> action.types().stream().map(type -> action.name() + " " + type))
            .toList();
    assertThat(names).doesNotHaveDuplicates();
  }
}
