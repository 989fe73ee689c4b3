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
package io.github.camelalicom.mns.emulator.http;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;

import io.netty.channel.Channel;
import io.netty.channel.socket.nio.NioSocketChannel;

/**
 * Whether the client still holds its connection. {@code isActive()} alone answers for the last
 * round of the event loop, and a message that arrives right after the client left would be handed
 * to it. So the event loop reads from the socket first: the end of the stream makes the channel
 * inactive before the answer. Called on worker threads only.
 */
final class ClientCheck implements BooleanSupplier {

    private final NioSocketChannel channel;

    ClientCheck(NioSocketChannel channel) {
        this.channel = channel;
    }

    @Override
    public boolean getAsBoolean() {
        if (!channel.isActive()) {
            return false;
        }
        // the method of the interface: that of the class has another signature in Netty 4.2
        Channel connection = channel;
        try {
            return connection.eventLoop().submit(this::readAndCheck).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | RejectedExecutionException e) {
            // The connection is closed.
            return false;
        }
    }

    private boolean readAndCheck() {
        if (channel.isActive() && channel.config().isAutoRead()) {
            channel.unsafe().read();
        }
        return channel.isActive();
    }
}
