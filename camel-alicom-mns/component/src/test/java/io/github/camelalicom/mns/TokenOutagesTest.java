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

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.github.camelalicom.mns.emulator.RecordedRequest;
import io.github.camelalicom.mns.emulator.RequestKind;

import static org.assertj.core.api.Assertions.assertThat;

class TokenOutagesTest {

    private static final Instant START = Instant.parse("2026-11-30T08:00:00Z");

    private final TokenOutages outages = new TokenOutages();

    @Test
    void beginsWithARefusedPollAndEndsWithTheNextThatIsAccepted() {
        outages.note(List.of(accepted(0), refused(1), token(2, 500), token(4, 200), accepted(5)));

        assertThat(overlap(0, 1)).isFalse();
        assertThat(overlap(0, 2)).isTrue();
        assertThat(overlap(3, 4)).isTrue();
        assertThat(overlap(4, 9)).isTrue();
        assertThat(overlap(5, 9)).isFalse();
    }

    /** A poll that began before the token ended is answered, and proves nothing. */
    @Test
    void beginWithAnyRefusedRequestWhilePollsAreStillAnswered() {
        RecordedRequest change = request(RequestKind.CHANGE_VISIBILITY, 1, 403, "AccessDenied");
        outages.note(List.of(change, token(2, 500), accepted(3), token(4, 200), accepted(5)));

        assertThat(overlap(3, 4)).isTrue();
        assertThat(overlap(5, 9)).isFalse();
    }

    @Test
    void areNoneForAHandleThatIsRefused() {
        RecordedRequest change =
                request(RequestKind.CHANGE_VISIBILITY, 1, 400, "ReceiptHandleError");
        outages.note(List.of(change, token(2, 500), token(4, 200), accepted(5)));

        assertThat(overlap(0, 9)).isFalse();
    }

    @Test
    void thatAreNotedInPiecesAreWhole() {
        outages.note(List.of(refused(1), token(2, 500)));
        outages.note(List.of(token(2, 500), token(4, 200), accepted(5)));

        assertThat(overlap(3, 4)).isTrue();
    }

    @Test
    void areNoneWhenTheFirstRequestBringsANewToken() {
        outages.note(List.of(refused(1), token(2, 200), accepted(5)));

        assertThat(overlap(0, 9)).isFalse();
    }

    @Test
    void areNoneWhileEmptyPollsAreAccepted() {
        outages.note(List.of(poll(1, 404, "MessageNotExist"), token(2, 500), token(3, 200)));
        outages.note(List.of(poll(4, 404, "MessageNotExist")));

        assertThat(overlap(0, 9)).isFalse();
    }

    private boolean overlap(int start, int end) {
        return outages.overlap(START.plusSeconds(start), START.plusSeconds(end));
    }

    private static RecordedRequest accepted(int second) {
        return poll(second, 200, null);
    }

    private static RecordedRequest refused(int second) {
        return poll(second, 403, "AccessDenied");
    }

    private static RecordedRequest poll(int second, int status, String code) {
        return request(RequestKind.RECEIVE, second, status, code);
    }

    private static RecordedRequest token(int second, int status) {
        return request(RequestKind.TOKEN, second, status, null);
    }

    private static RecordedRequest request(RequestKind kind, int second, int status, String code) {
        return new RecordedRequest(
                kind, "", "GET", "/", status, code, "", Map.of(), START.plusSeconds(second), 0);
    }
}
