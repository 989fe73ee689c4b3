/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camelalicom.mns;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Threads have the names that docs/contributing/architecture.adoc gives them, and do what it says.
 */
class ThreadsTest extends AlicomMnsTestSupport {

    private static final Path PAGE =
            Path.of("..", "..", "docs", "contributing", "architecture.adoc");

    private static final Pattern ROW = Pattern.compile("^\\| `(AlicomMns\\w+)`", Pattern.MULTILINE);

    /** As Camel names a thread of a pool. */
    private static final Pattern THREAD = Pattern.compile("thread #\\d+ - (AlicomMns\\w+)$");

    private static final Pattern SDKS =
            Pattern.compile("I/O dispatcher \\d+|pool-\\d+-thread-\\d+");

    private final Set<String> routing = new ConcurrentSkipListSet<>();
    private final CountDownLatch asManyAsConsumers = new CountDownLatch(4);
    private final AtomicInteger inRoute = new AtomicInteger();
    private final AtomicInteger mostInRoute = new AtomicInteger();

    @Test
    void aConsumerHasThoseOfThePageAndTheSdksClientTwo() throws IOException {
        Collection<String> before = consumerThreads();
        deliver(50);

        startPlain("concurrentConsumers=4", this::route);
        awaitDeleted("SmsReport", 50);

        Set<String> ours = new TreeSet<>(consumerThreads());
        ours.removeAll(before);
        List<String> sdks = ours.stream().filter(SDKS.asMatchPredicate()).toList();
        assertThat(sdks).hasSize(2);
        assertThat(ours.stream().filter(name -> !sdks.contains(name)))
                .allMatch(name -> THREAD.matcher(name).find());
        List<String> pools = ours.stream().flatMap(name -> pool(name).stream()).toList();
        assertThat(new TreeSet<>(pools)).isEqualTo(poolsOfThePage());
        assertThat(pools.stream().filter("AlicomMnsTimer"::equals)).hasSize(1);
        assertThat(pools.stream().filter("AlicomMnsQueue"::equals))
                .hasSizeBetween(1, Math.max(2, Math.min(4, availableProcessors())));
        assertThat(routing)
                .isNotEmpty()
                .allMatch(name -> pool(name).equals(Optional.of("AlicomMnsConsumer")));
        assertThat(mostInRoute).hasValue(4);
    }

    /** The first ones end when there are as many as there may be. */
    private void route(Exchange exchange) throws InterruptedException {
        mostInRoute.accumulateAndGet(inRoute.incrementAndGet(), Math::max);
        try {
            routing.add(Thread.currentThread().getName());
            asManyAsConsumers.countDown();
            asManyAsConsumers.await(60, TimeUnit.SECONDS);
        } finally {
            inRoute.decrementAndGet();
        }
    }

    private static int availableProcessors() {
        return Runtime.getRuntime().availableProcessors();
    }

    private static Optional<String> pool(String thread) {
        return THREAD.matcher(thread).results().map(name -> name.group(1)).findFirst();
    }

    /** Those that the table of threads names. */
    private static Set<String> poolsOfThePage() throws IOException {
        String page = Files.readString(PAGE);
        String section = page.substring(page.indexOf("== Threads"), page.indexOf("== Locks"));
        return ROW.matcher(section)
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
