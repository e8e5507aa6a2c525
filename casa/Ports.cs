using System.Net;
using System.Net.Sockets;

namespace Casa;

/// <summary>Ports on this machine: is one free, does one answer yet.</summary>
static class Ports
{
    /// <summary>Says which port is taken and how to choose another, before anything is started.</summary>
    public static void MustBeFree(int port, string option)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            socket.Listen();
        }
        catch (SocketException)
        {
            throw new Failure($"Port {port} is in use; choose another with {option}.");
        }
    }

    /// <summary>Waits until something answers on the port; a child that ended meanwhile, or a minute of silence, is a failure.</summary>
    public static async Task Answers(int port, string name, Child child, CancellationToken stop)
    {
        for (var attempt = 0; attempt < 600; attempt++)
        {
            if (child.Exit.IsCompleted) throw new Failure($"{name} ended at its start (exit code {await child.Exit}).");
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, stop);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(100, stop);
            }
        }
        throw new Failure($"{name} does not answer on port {port}.");
    }
}
