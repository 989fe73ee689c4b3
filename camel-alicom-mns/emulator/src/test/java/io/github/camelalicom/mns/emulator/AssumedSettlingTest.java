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
package io.github.camelalicom.mns.emulator;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.aliyun.mns.client.CloudQueue;
import com.aliyun.mns.common.BatchDeleteException;
import com.aliyun.mns.common.ServiceHandlingRequiredException;
import com.aliyun.mns.model.Message;

import static io.github.camelalicom.mns.emulator.AssumedReceivingTest.element;
import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** What each assumption about deletes and changes of visibility does to a client with a token. */
class AssumedSettlingTest {

    @RegisterExtension static AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    private AliyunClients client;
    private CloudQueue queue;
    private RawMns mns;
    private String messages;

    @BeforeEach
    void openTheQueue() throws Exception {
        String name = alicom.queueName("SmsReport");
        client = AliyunClients.ofToken(alicom.emulator(), "SmsReport", name);
        queue = client.queue(name);
        mns = RawMns.ofToken(alicom.emulator(), "SmsReport");
        messages = "/queues/" + name + "/messages";
        alicom.deliver(smsReport(), smsReport());
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void aChangeOfVisibilityIsRefused() throws Exception {
        alicom.assume(Assumption.VISIBILITY_CHANGE_REFUSED);
        String handle = queue.popMessage().getReceiptHandle();
        assertThatThrownBy(() -> queue.changeMessageVisibility(handle, 60))
                .hasMessageContaining("is forbidden");
        queue.deleteMessage(handle);
        assertThat(alicom.queue("SmsReport").deleted()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "VISIBILITY_CHANGE_ALLOWED, true",
        "VISIBILITY_CHANGE_WITHOUT_ROTATION, false",
        "VISIBILITY_CHANGE_WITHOUT_NEXT_VISIBLE_TIME, true",
    })
    void aChangeOfVisibilityRotatesTheHandleOrNot(Assumption assumption, boolean rotates)
            throws Exception {
        alicom.assume(assumption);
        String handle = queue.popMessage().getReceiptHandle();
        String next = element(change(handle).body(), "ReceiptHandle");
        assertThat(next.equals(handle)).isEqualTo(!rotates);
        assertThat(delete(handle)).isEqualTo(rotates ? 400 : 204);
        assertThat(delete(next)).isEqualTo(rotates ? 204 : 404);
    }

    @ParameterizedTest
    @CsvSource({
        "VISIBILITY_CHANGE_ALLOWED, true",
        "VISIBILITY_CHANGE_WITHOUT_NEXT_VISIBLE_TIME, false",
    })
    void aChangeOfVisibilityReturnsTheTimeOrNot(Assumption assumption, boolean returned)
            throws Exception {
        alicom.assume(assumption);
        String body = change(queue.popMessage().getReceiptHandle()).body();
        assertThat(body.contains("<NextVisibleTime>")).isEqualTo(returned);
        assertThat(body).contains("<ReceiptHandle>");
    }

    @Test
    void aChangeOfVisibilityHasNoBody() throws Exception {
        alicom.assume(Assumption.VISIBILITY_CHANGE_WITHOUT_BODY);
        String handle = queue.popMessage().getReceiptHandle();
        HttpResponse<String> answer = change(handle);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        // It has taken effect, and the handle is the same.
        alicom.clock().advance(Duration.ofSeconds(45));
        assertThat(alicom.queue("SmsReport").invisible()).isEqualTo(1);
        assertThat(delete(handle)).isEqualTo(204);
    }

    @Test
    void aBatchDeleteIsRefused() throws Exception {
        alicom.assume(Assumption.BATCH_DELETE_REFUSED);
        List<String> handles = handles();
        assertThatThrownBy(() -> queue.batchDeleteMessage(handles))
                .isInstanceOfSatisfying(
                        ServiceHandlingRequiredException.class,
                        e -> assertThat(e.getErrorCode()).isEqualTo("AccessDenied"));
        queue.deleteMessage(handles.get(0));
        assertThat(alicom.queue("SmsReport").deleted()).isEqualTo(1);
    }

    @Test
    void aListOfFailuresComesWithTheStatus404() throws Exception {
        List<String> handles = oneGoodOneBad();
        assertThatThrownBy(() -> queue.batchDeleteMessage(handles))
                .hasCauseInstanceOf(BatchDeleteException.class);
        assertThat(alicom.queue("SmsReport").deleted()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE_FAILURE_404_LIST, 404, true, false",
        "DELETE_FAILURE_200_LIST, 200, true, false",
        "DELETE_FAILURE_404_PLAIN, 404, false, false",
        "DELETE_FAILURE_PADDED_HANDLES, 404, true, true",
    })
    void aFailedHandleOfABatchIsReported(
            Assumption assumption, int status, boolean named, boolean padded) throws Exception {
        // given
        alicom.assume(assumption);
        List<String> handles = oneGoodOneBad();
        // when
        HttpResponse<String> answer = batchDelete(handles);
        // then
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("ReceiptHandleError").doesNotContain(handles.get(0));
        assertThat(answer.body().contains(">" + handles.get(1) + "<")).isEqualTo(named && !padded);
        assertThat(answer.body().matches("(?s).*>\\s+" + handles.get(1) + "\\s+<.*"))
                .isEqualTo(padded);
        assertThat(alicom.queue("SmsReport").deleted()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "STALE_HANDLE_BY_STATE, MessageNotExist, ReceiptHandleError",
        "STALE_HANDLE_RECEIPT_HANDLE_ERROR, ReceiptHandleError, ReceiptHandleError",
        "STALE_HANDLE_MESSAGE_NOT_EXIST, MessageNotExist, MessageNotExist",
    })
    void refusesAHandleThatIsNotValid(Assumption assumption, String gone, String old)
            throws Exception {
        // given
        alicom.assume(assumption);
        List<String> handles = handles();
        String id = alicom.queue("SmsReport").messages().get(1).id();
        queue.deleteMessage(handles.get(0));
        alicom.clock().advance(Duration.ofSeconds(31));
        // then
        for (int i = 0; i < 2; i++) {
            String target = messages + "?ReceiptHandle=" + handles.get(i);
            assertThat(mns.call("DELETE", target, "").body())
                    .contains("<Code>" + List.of(gone, old).get(i) + "</Code>");
        }
        // The history says the same.
        assertThat(alicom.queue("SmsReport").history(id).events())
                .extracting(MessageEvent::errorCode)
                .contains(old);
    }

    @Test
    void anAnswerComesLateToADeleteOrAChangeThatIsDoneAtOnce() throws Exception {
        List<String> handles = handles();
        alicom.assume(Assumption.SLOW_ANSWERS_TO_VISIBILITY);
        CompletableFuture<Duration> change = timed(() -> change(handles.get(0)));
        alicom.clock().advance(Duration.ofSeconds(1));
        await().until(() -> alicom.queue("SmsReport").messages().stream().anyMatch(m -> isLong(m)));
        assertThat(alicom.requests().count(RequestKind.CHANGE_VISIBILITY)).isZero();

        alicom.assume(Assumption.SLOW_ANSWERS_TO_DELETE);
        CompletableFuture<Duration> delete = timed(() -> batchDelete(handles.subList(1, 2)));
        await().until(() -> alicom.queue("SmsReport").deleted() == 1);
        assertThat(alicom.requests().count(RequestKind.BATCH_DELETE)).isZero();

        for (CompletableFuture<Duration> slow : List.of(change, delete)) {
            assertThat(slow.get()).isBetween(Duration.ofMillis(4_900), Duration.ofSeconds(20));
        }
    }

    private static boolean isLong(QueuedMessage message) {
        return message.nextVisibleTime()
                .isAfter(alicom.clock().instant().plus(Duration.ofSeconds(45)));
    }

    private static CompletableFuture<Duration> timed(Runnable call) {
        return CompletableFuture.supplyAsync(
                () -> {
                    long start = System.nanoTime();
                    call.run();
                    return Duration.ofNanos(System.nanoTime() - start);
                });
    }

    private HttpResponse<String> change(String handle) {
        String query = "?ReceiptHandle=" + handle + "&VisibilityTimeout=60";
        return mns.call("PUT", messages + query, "");
    }

    private int delete(String handle) {
        return mns.call("DELETE", messages + "?ReceiptHandle=" + handle, "").statusCode();
    }

    private HttpResponse<String> batchDelete(List<String> handles) {
        StringBuilder body = new StringBuilder("<ReceiptHandles>");
        handles.forEach(h -> body.append("<ReceiptHandle>").append(h).append("</ReceiptHandle>"));
        return mns.call("DELETE", messages, body.append("</ReceiptHandles>").toString());
    }

    private List<String> oneGoodOneBad() throws Exception {
        return List.of(queue.popMessage().getReceiptHandle(), "1-ODU4OTkz");
    }

    private List<String> handles() throws Exception {
        return queue.batchPopMessage(16).stream().map(Message::getReceiptHandle).toList();
    }
}
