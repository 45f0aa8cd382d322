package dev.tain.transport.websocket;

import dev.tain.transport.DisconnectReason;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * Gathers the one request of a socket, which has no content. Whatever comes behind it is dropped: were it answered, a peer
 * that asks and never reads would have its answers kept for it.
 */
final class OneRequest extends HttpObjectAggregator {
    private boolean isOver;

    OneRequest() {
        super(1, true);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (isOver && message instanceof HttpObject) {
            ReferenceCountUtil.release(message);
            return;
        }
        boolean isLast = message instanceof LastHttpContent;
        super.channelRead(context, message);
        isOver |= isLast;
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
        isOver = true;
        HttpDoor.refuse(
                context,
                HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
                DisconnectReason.MALFORMED,
                "A request has no content here.");
    }
}
