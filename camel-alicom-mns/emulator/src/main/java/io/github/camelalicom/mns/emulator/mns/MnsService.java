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
package io.github.camelalicom.mns.emulator.mns;

import java.util.regex.Pattern;

import io.github.camelalicom.mns.emulator.http.Answer;
import io.github.camelalicom.mns.emulator.http.Freshness;
import io.github.camelalicom.mns.emulator.http.Request;
import io.github.camelalicom.mns.emulator.http.Service;
import io.github.camelalicom.mns.emulator.provenance.Provenance;
import io.github.camelalicom.mns.emulator.provenance.Provenance.Basis;

/**
 * The queue service: authenticates and authorizes a request and performs its operation. Every
 * refusal is an {@link MnsException} that becomes an error document here.
 */
public final class MnsService implements Service {

    /** What names a queue can have, in words. */
    public static final String QUEUE_NAMES =
            "1 to " + Limits.QUEUE_NAME + " letters, digits and hyphens";

    static final String XML = "text/xml;charset=utf-8";

    private static final Pattern PATH = Pattern.compile("/+queues(/.*)?");
    private static final Pattern QUEUE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]*");

    private final Queues queues;
    private final Authentication authentication;
    private final UndocumentedMns undocumented;

    public MnsService(
            Queues queues,
            AccessKey.Lookup keys,
            Freshness freshness,
            UndocumentedMns undocumented) {
        this.queues = queues;
        this.undocumented = undocumented;
        this.authentication = new Authentication(keys, freshness, undocumented);
    }

    /** Whether a request is for MNS, even if there is no such operation. */
    public static boolean serves(Request request) {
        return PATH.matcher(request.rawPath()).matches();
    }

    @Override
    public Answer answer(Request request) {
        String requestId = RequestIds.next();
        Answer answer;
        try {
            answer = perform(request);
        } catch (MnsException e) {
            answer = e.answer(requestId, request.headerOrEmpty("host"));
        }
        return withCommonHeaders(answer, requestId);
    }

    @Provenance(value = Basis.DOCUMENTED, source = "MNS reference, common response headers")
    static Answer withCommonHeaders(Answer answer, String requestId) {
        return answer.withHeader("Server", "AliyunMQS")
                .withHeader("x-mns-request-id", requestId)
                .withHeader("x-mns-version", "2015-06-06");
    }

    private Answer perform(Request request) {
        MnsOperation operation =
                MnsOperation.of(request)
                        .orElseThrow(
                                () ->
                                        MnsException.badRequest(
                                                "InvalidRequestURL",
                                                "Http request URL format invalid."));
        AccessKey key = authentication.authenticate(request);
        Query query = Query.of(request);
        query.checkKnown();
        String name = MnsOperation.queueName(request).orElseThrow();
        checkName(name);
        checkAllowed(key, operation, name);
        return run(operation, new Call(request, query, name, queues, undocumented));
    }

    @Provenance(
            value = Basis.ASSUMED,
            source =
                    "the policy of a token is not documented; assumptions token-scope,"
                            + " visibility-change, batch-delete")
    private void checkAllowed(AccessKey key, MnsOperation operation, String queueName) {
        boolean allowed =
                key.isOfAccount() || !operation.isManagement() && undocumented.allows(operation);
        if (!key.queues().test(queueName) || !allowed) {
            throw MnsException.accessDenied();
        }
    }

    private static Answer run(MnsOperation operation, Call call) {
        return switch (operation) {
            case SEND -> SendOperation.run(call);
            case RECEIVE -> ReceiveOperations.receive(call);
            case PEEK -> ReceiveOperations.peek(call);
            case DELETE -> DeleteOperations.delete(call);
            case BATCH_DELETE -> DeleteOperations.batchDelete(call);
            case CHANGE_VISIBILITY -> VisibilityOperation.run(call);
            case GET_QUEUE -> QueueOperations.get(call);
            case CREATE_QUEUE -> QueueOperations.create(call);
            case SET_QUEUE -> QueueOperations.set(call);
            case DELETE_QUEUE -> QueueOperations.delete(call);
        };
    }

    /** Whether a queue can have this name. */
    public static boolean isQueueName(String name) {
        return name.length() <= Limits.QUEUE_NAME && QUEUE_NAME.matcher(name).matches();
    }

    private static void checkName(String name) {
        if (name.length() > Limits.QUEUE_NAME) {
            throw MnsException.badRequest(
                    "QueueNameLengthError",
                    "Queue name length should between 1 and " + Limits.QUEUE_NAME + ".");
        }
        if (!QUEUE_NAME.matcher(name).matches()) {
            throw MnsException.badRequest(
                    "InvalidQueueName", "The queue name you provided is invalid.");
        }
    }
}
