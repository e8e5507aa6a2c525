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

    /// <summary>The first of three free ports in a row.</summary>
    public static int FreeInARow()
    {
        while (true)
        {
            var first = System.Security.Cryptography.RandomNumberGenerator.GetInt32(20_000, 60_000);
            if (Enumerable.Range(first, 3).All(Free)) return first;
        }

        static bool Free(int port)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        }
    }

    /// <summary>Waits until something answers on the port; a child that ended meanwhile, or three minutes of silence, is a failure.</summary>
    public static async Task Answers(int port, string name, Child child, CancellationToken stop)
    {
        for (var attempt = 0; attempt < 1800; attempt++)
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
