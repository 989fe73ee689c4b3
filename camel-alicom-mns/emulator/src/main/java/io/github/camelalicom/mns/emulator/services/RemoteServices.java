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
package io.github.camelalicom.mns.emulator.services;

import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.camelalicom.mns.emulator.http.Answer;
import io.github.camelalicom.mns.emulator.http.Freshness;
import io.github.camelalicom.mns.emulator.http.Request;
import io.github.camelalicom.mns.emulator.http.Service;
import io.github.camelalicom.mns.emulator.mns.AccessKey;
import io.github.camelalicom.mns.emulator.mns.MnsService;
import io.github.camelalicom.mns.emulator.mns.Queues;
import io.github.camelalicom.mns.emulator.mns.UndocumentedMns;
import io.github.camelalicom.mns.emulator.pop.CallDetailAction;
import io.github.camelalicom.mns.emulator.pop.CallRecords;
import io.github.camelalicom.mns.emulator.pop.Caller;
import io.github.camelalicom.mns.emulator.pop.GlobeMessageAction;
import io.github.camelalicom.mns.emulator.pop.GlobeRecords;
import io.github.camelalicom.mns.emulator.pop.IssuedToken;
import io.github.camelalicom.mns.emulator.pop.PopService;
import io.github.camelalicom.mns.emulator.pop.SendDetailsAction;
import io.github.camelalicom.mns.emulator.pop.SendRecords;
import io.github.camelalicom.mns.emulator.pop.TokenAction;
import io.github.camelalicom.mns.emulator.pop.TokenStore;
import io.github.camelalicom.mns.emulator.pop.UndocumentedPop;

/**
 * The queues and the RPC products as one service; the queues accept the keys that the token service
 * issues.
 */
public final class RemoteServices implements Service {

    /** What the products behind the RPC gateway answer queries from. */
    public record QueriedRecords(SendRecords sms, CallRecords calls, GlobeRecords globe) {

        public QueriedRecords() {
            this(new SendRecords(), new CallRecords(), new GlobeRecords());
        }
    }

    private final Map<String, AccessKey> accounts;
    private final TokenStore tokens;
    private final Service mns;
    private final Service pop;

    /**
     * @param accounts the keys of all accounts
     */
    public RemoteServices(
            Collection<AccessKey> accounts,
            Queues queues,
            TokenStore tokens,
            QueriedRecords records,
            InstantSource clock,
            Assumptions assumptions) {
        this.accounts = byId(accounts, Function.identity());
        this.tokens = tokens;
        Freshness freshness = new Freshness(clock, InstantSource.system());
        UndocumentedMns undocumentedMns = new AssumedMns(assumptions);
        this.mns = new MnsService(queues, this::accessKey, freshness, undocumentedMns);
        UndocumentedPop undocumentedPop = new AssumedPop(assumptions);
        this.pop =
                new PopService(
                        byId(accounts, one -> new Caller(one.id(), one.secret(), one.queues())),
                        freshness,
                        new TokenAction(
                                tokens,
                                (messageType, queue) -> open(queues, queue, messageType),
                                undocumentedPop),
                        new SendDetailsAction(records.sms(), clock, undocumentedPop),
                        new CallDetailAction(records.calls()),
                        new GlobeMessageAction(records.globe(), undocumentedPop));
    }

    @Override
    public Answer answer(Request request) {
        return MnsService.serves(request) ? mns.answer(request) : pop.answer(request);
    }

    private static void open(Queues queues, String queueName, String messageType) {
        if (MnsService.isQueueName(queueName)) {
            queues.ensure(queueName, messageType);
        }
    }

    private static <T> Map<String, T> byId(
            Collection<AccessKey> accounts, Function<AccessKey, T> value) {
        return accounts.stream().collect(Collectors.toUnmodifiableMap(AccessKey::id, value));
    }

    private Optional<AccessKey> accessKey(String id) {
        return accounts.containsKey(id)
                ? Optional.of(accounts.get(id))
                : tokens.find(id).map(RemoteServices::temporaryKey);
    }

    private static AccessKey temporaryKey(IssuedToken token) {
        return new AccessKey(
                token.accessKeyId(),
                token.accessKeySecret(),
                token.securityToken(),
                token.expires(),
                token.queues());
    }
}
