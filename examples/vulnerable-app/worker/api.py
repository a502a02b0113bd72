import pickle
import sqlite3

from flask import Flask, redirect, request

app = Flask(__name__)
database = sqlite3.connect("parcels.db", check_same_thread=False)


@app.get("/parcels")
def parcels():
    town = request.args["town"]
    rows = database.execute("select code from parcels where town = '" + town + "'")
    return {"parcels": [code for (code,) in rows]}


@app.post("/route")
def route():
    stops = pickle.loads(request.get_data())
    return {"stops": len(stops)}


# Near misses: a parameter of the query, a number, and an address of our own.
@app.get("/parcels/<int:number>")
def parcel(number):
    rows = database.execute("select code from parcels where town = ?", (request.args["town"],))
    return {"code": rows.fetchall()[number % 10]}


@app.get("/home")
def home():
    return redirect("/parcels?town=" + str(int(request.args["page"])))
