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
package io.github.camelalicom.mns.emulator.pop;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelalicom.mns.emulator.http.Answer;
import io.github.camelalicom.mns.emulator.provenance.Provenance;
import io.github.camelalicom.mns.emulator.provenance.Provenance.Basis;

/** QueryTokenForMnsQueue: a temporary key for the queue of a message type. */
@Provenance(value = Basis.SDK, source = "QueryTokenForMnsQueueResponseUnmarshaller, Java demo")
public final class TokenAction {

    /** Times are China's, and the text does not say so. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));

    private final TokenStore store;
    private final BiConsumer<String, Optional<String>> asked;

    /**
     * An action that keeps its tokens in the store.
     *
     * @param asked told of each message type and queue name a token was asked for
     */
    public TokenAction(TokenStore store, BiConsumer<String, Optional<String>> asked) {
        this.store = store;
        this.asked = asked;
    }

    Answer run(RpcParameters parameters) {
        String messageType = parameters.require("MessageType");
        Optional<String> queueName = parameters.find("QueueName");
        checkOwner(parameters);
        asked.accept(messageType, queueName);
        return answer(store.issue(scope(messageType, queueName)));
    }

    @Provenance(value = Basis.ASSUMED, source = "older clients send no name and read every queue")
    private static Predicate<String> scope(String messageType, Optional<String> queueName) {
        String suffix = "-" + messageType;
        return queueName
                .<Predicate<String>>map(name -> name::equals)
                .orElse(name -> name.endsWith(suffix));
    }

    private static void checkOwner(RpcParameters parameters) {
        String owner = parameters.find("OwnerId").orElse("0");
        if (!owner.chars().allMatch(Character::isDigit)) {
            throw new PopException(400, "InvalidOwnerId", "Specified OwnerId is not a number.");
        }
    }

    private static Answer answer(IssuedToken token) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("RequestId", PopErrors.requestId()).put("Code", "OK").put("Message", "OK");
        json.putObject("MessageTokenDTO")
                .put("AccessKeyId", token.accessKeyId())
                .put("AccessKeySecret", token.accessKeySecret())
                .put("SecurityToken", token.securityToken())
                .put("CreateTime", time(token.created()))
                .put("ExpireTime", time(token.expires()));
        return Answer.json(200, json.toString());
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }
}
